/**
 * Takes what monitoring systems answer and dump, as streams: Prometheus, CloudWatch, Azure, GCP, Datadog, Zabbix, Influx,
 * Netdata and saved INFO dictionaries in JSON; exporter text, OpenMetrics, promtool's dumps and line protocol; gives
 * samples.
 */
@NullMarked
package io.fragmortem.snapshot.json;

import org.jspecify.annotations.NullMarked;
