"""Care: what it costs, whom it supports, and how a council stands beside others."""
