SET SCHEDULE "0 9 * * *", "report.bas"
