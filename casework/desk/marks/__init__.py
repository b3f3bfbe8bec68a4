"""What stands beside a household and decides nothing by itself: the monitoring list, the record of dishonesty."""
