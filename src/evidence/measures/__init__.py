"""Measures turn tables into numbers under one contract: what, where, when, how, how firmly."""
