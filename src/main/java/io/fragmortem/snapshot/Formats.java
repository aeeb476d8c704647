package io.fragmortem.snapshot;

import io.fragmortem.snapshot.csv.CsvFormat;
import io.fragmortem.snapshot.csv.CsvTextFormat;
import io.fragmortem.snapshot.diff.DiffFormat;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.snapshot.json.InfoDictionaryFormat;
import io.fragmortem.snapshot.json.JsonTextFormat;
import io.fragmortem.snapshot.log.KernelLogFormat;
import io.fragmortem.snapshot.log.ServerLogFormat;
import io.fragmortem.snapshot.log.WrappedLogFormat;
import io.fragmortem.snapshot.metrics.ExpositionFormat;
import io.fragmortem.snapshot.metrics.LineProtocolFormat;
import io.fragmortem.snapshot.metrics.PrometheusFormat;
import io.fragmortem.snapshot.metrics.service.AzureFormat;
import io.fragmortem.snapshot.metrics.service.CarbonFormat;
import io.fragmortem.snapshot.metrics.service.CloudMonitorFormat;
import io.fragmortem.snapshot.metrics.service.CloudWatchCliFormat;
import io.fragmortem.snapshot.metrics.service.CloudWatchFormat;
import io.fragmortem.snapshot.metrics.service.CollectdFormat;
import io.fragmortem.snapshot.metrics.service.ColumnsFormat;
import io.fragmortem.snapshot.metrics.service.DatadogFormat;
import io.fragmortem.snapshot.metrics.service.GoogleFormat;
import io.fragmortem.snapshot.metrics.service.GrafanaFormat;
import io.fragmortem.snapshot.metrics.service.GraphiteFormat;
import io.fragmortem.snapshot.metrics.service.HerokuFormat;
import io.fragmortem.snapshot.metrics.service.MetricbeatFormat;
import io.fragmortem.snapshot.metrics.service.NewRelicFormat;
import io.fragmortem.snapshot.metrics.service.OpenTelemetryFormat;
import io.fragmortem.snapshot.metrics.service.RedisEnterpriseFormat;
import io.fragmortem.snapshot.metrics.service.TelegrafFormat;
import io.fragmortem.snapshot.metrics.service.ZabbixFormat;
import io.fragmortem.snapshot.metrics.service.ZabbixTextFormat;
import io.fragmortem.snapshot.replies.BigKeysFormat;
import io.fragmortem.snapshot.replies.CliStatFormat;
import io.fragmortem.snapshot.replies.ClientListFormat;
import io.fragmortem.snapshot.replies.ConfigFormat;
import io.fragmortem.snapshot.replies.ErrorReplyFormat;
import io.fragmortem.snapshot.replies.MallocStatsFormat;
import io.fragmortem.snapshot.replies.MemoryDoctorFormat;
import io.fragmortem.snapshot.replies.MemoryStatsFormat;
import io.fragmortem.snapshot.replies.MonitorFormat;
import io.fragmortem.snapshot.replies.RladminFormat;
import io.fragmortem.snapshot.replies.SlowLogFormat;
import io.fragmortem.snapshot.system.CgroupFormat;
import io.fragmortem.snapshot.system.DockerStatsFormat;
import io.fragmortem.snapshot.system.PodFormat;
import io.fragmortem.snapshot.system.ProcMemoryFormat;
import io.fragmortem.snapshot.system.RdbFormat;
import io.fragmortem.snapshot.system.TableFormat;
import java.util.List;
import java.util.Optional;

/** The registry of formats: every format that a stream can have, in the order in which ties are decided. */
public final class Formats {

    private static final List<Format> ALL = List.of(
            new InfoFormat(),
            new DiffFormat(),
            new ServerLogFormat(),
            new WrappedLogFormat(),
            new KernelLogFormat(),
            new MonitorFormat(),
            new SlowLogFormat(),
            new MallocStatsFormat(),
            new MemoryStatsFormat(),
            new MemoryDoctorFormat(),
            new ClientListFormat(),
            new CliStatFormat(),
            new BigKeysFormat(),
            new ErrorReplyFormat(),
            new ConfigFormat(),
            new ProcMemoryFormat(),
            new CgroupFormat(),
            new TableFormat(),
            new DockerStatsFormat(),
            new PodFormat(),
            new RdbFormat(),
            new PrometheusFormat(),
            new OpenTelemetryFormat(),
            new GrafanaFormat(),
            new RedisEnterpriseFormat(),
            new TelegrafFormat(),
            new CollectdFormat(),
            new RladminFormat(),
            new MetricbeatFormat(),
            new NewRelicFormat(),
            new CloudWatchFormat(),
            new CloudWatchCliFormat(),
            new AzureFormat(),
            new GoogleFormat(),
            new CloudMonitorFormat(),
            new DatadogFormat(),
            new CarbonFormat(),
            new ZabbixFormat(),
            new ZabbixTextFormat(),
            new HerokuFormat(),
            new GraphiteFormat(),
            new ColumnsFormat(),
            new ExpositionFormat(),
            new LineProtocolFormat(),
            new InfoDictionaryFormat(),
            new JsonTextFormat(),
            new CsvTextFormat(),
            new CsvFormat());

    private Formats() {}

    /** All formats; the first of several that are equally sure wins. */
    public static List<Format> all() {
        return ALL;
    }

    /** The format with this name. */
    public static Optional<Format> named(String name) {
        return all().stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
