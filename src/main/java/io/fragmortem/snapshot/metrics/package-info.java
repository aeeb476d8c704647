/**
 * Takes what monitoring systems answer and dump: Prometheus, CloudWatch, Azure, GCP, Datadog, Zabbix, Influx and Netdata
 * in JSON; exporter text, OpenMetrics, promtool's dumps and line protocol. Knows the names and units under which each of
 * them tells a field of INFO, and puts their series together to samples.
 */
@NullMarked
package io.fragmortem.snapshot.metrics;

import org.jspecify.annotations.NullMarked;
