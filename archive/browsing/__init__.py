"""What there is, by place and year, by kind, by speaker."""
