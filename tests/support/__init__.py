"""What several tests need: workbooks, good rows, stores in memory, pages without a browser."""
