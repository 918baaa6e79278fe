"""What leaves the dashboard as a file: pictures of charts, tables as CSV and as workbooks."""
