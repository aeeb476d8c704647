package io.fragmortem.spark;

import io.fragmortem.fleet.engine.Engine;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.report.ReportFolder;
import io.fragmortem.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

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
    public boolean isReady() {
        try {
            Class.forName("org.apache.spark.SparkConf", false, SparkEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public List<Source> sources(List<String> inputs) {
        List<Source> sources = new ArrayList<>();
        for (String input : inputs) {
            sources.addAll(
                    input.equals("-") || ReportFolder.isAddress(input)
                            ? HadoopSources.list(input, hadoop())
                            : Engine.super.sources(List.of(input)));
        }
        return sources;
    }

    @Override
    public boolean reaches(String address) {
        try {
            Place.of(address, hadoop()).names();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** What spark-submit and Spark's own configuration say of file systems. */
    private static Map<String, String> hadoop() {
        Map<String, String> settings = new TreeMap<>();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            settings.put(setting._1(), setting._2());
        }
        return settings;
    }

    @Override
    public void analyze(Plan plan, Fleet.Call call, Watcher watcher, Fleet.Audience audience) {
        SparkConf conf = configuration(plan);
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            new SparkRun(spark, plan, watcher, Job.of(plan, hadoop())).analyze(call, audience);
        }
    }

    private static SparkConf configuration(Plan plan) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "fragmortem");
        // a million summaries are more than the limit that Spark has, and less than the heap that they need
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        conf.setIfMissing("spark.master", "local[" + plan.threads() + "]");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.ui.enabled", "false");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        return conf;
    }
}
