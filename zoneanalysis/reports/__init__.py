"""The data package on disk: found, read, verified, extended (数据包)."""

from zoneanalysis.reports.package import DataPackage

__all__ = ["DataPackage"]
