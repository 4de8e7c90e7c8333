"""Zhiheng (执衡): one platform for a prison service."""
