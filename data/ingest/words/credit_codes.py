"""Knows a unified social credit code (GB 32100-2015) and why one does not hold."""

CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_character(body: str) -> str:
    """The 18th character of a code from its first 17 (GB 32100-2015, modulus 31)."""
    total = sum(CREDIT_CODE.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return CREDIT_CODE[(31 - total % 31) % 31]


def credit_code_fault(code: str) -> str:
    """Why a code does not hold, or ''."""
    if len(code) != 18:
        return f"应为 18 位，现为 {len(code)} 位 / 18 characters expected"
    wrong = sorted(set(code) - set(CREDIT_CODE))
    if wrong:
        return f"含有不允许的字符 {''.join(wrong)} / characters not allowed"
    expected = check_character(code[:17])
    return "" if code[17] == expected else f"校验位应为 {expected} / check character should be {expected}"
