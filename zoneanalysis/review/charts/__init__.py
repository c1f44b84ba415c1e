"""Charts of the reports (图表); the only place that draws. See the module of each family."""
