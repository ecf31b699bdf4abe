"""The bodies of a territory by period and by area of the reform: cells, sums, what is chosen of them. Pure."""
