package io.fragmortem.spark;

import java.util.ArrayList;
import java.util.List;

/** {@code spark-submit --class io.fragmortem.spark.Main fragmortem-all.jar INPUT... -o OUT}: on a cluster. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        List<String> all = new ArrayList<>(List.of("analyze"));
        all.addAll(List.of(args));
        all.addAll(List.of("--engine", SparkEngine.NAME));
        io.fragmortem.cli.Main.main(all.toArray(String[]::new));
    }
}
