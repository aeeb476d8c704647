package io.fragmortem.spark;

import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The chain on Apache Spark. Without a master in the configuration it runs in this process, on 127.0.0.1 and without a page
 * of its own.
 */
public final class SparkEngine implements Engine {

    static final String NAME = "spark";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Source> sources(List<String> inputs) {
        List<Source> sources = new ArrayList<>();
        for (String input : inputs) {
            sources.addAll(
                    HadoopSources.isRemote(input) ? HadoopSources.list(input) : Engine.super.sources(List.of(input)));
        }
        return sources;
    }

    @Override
    public void analyze(Plan plan, Fleet.Call call, Watcher watcher, Fleet.Audience audience) {
        SparkConf conf = configuration(plan);
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            new SparkRun(spark, plan, watcher).analyze(call, audience);
        }
    }

    private static SparkConf configuration(Plan plan) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "fragmortem");
        conf.setIfMissing("spark.master", "local[" + plan.threads() + "]");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.ui.enabled", "false");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        return conf;
    }
}
