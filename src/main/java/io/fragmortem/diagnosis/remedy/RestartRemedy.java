package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * A restart that cannot lose data when its steps are followed: nothing stops before a copy of the data lies elsewhere and was
 * looked at, a primary never comes back empty under replicas that follow it, and a stop always saves.
 */
public final class RestartRemedy {

    /**
     * One part of the procedure for whoever has no capture at hand.
     *
     * @param id what its title is found by
     * @param ordered whether its sentences are steps, else they are cases of which one applies
     */
    public record Part(String id, boolean ordered, List<Phrase> sentences) {}

    private final Case c;
    private final Preconditions preconditions;
    private final Deployment deployment;
    private final List<Phrase> steps = new ArrayList<>();

    private RestartRemedy(Case c) {
        this.c = c;
        this.preconditions = new Preconditions(c);
        this.deployment = Deployment.of(c);
    }

    public static Action of(Case c, double back) {
        RestartRemedy remedy = new RestartRemedy(c);
        boolean managed = remedy.deployment.service() != Deployment.Service.NONE;
        boolean replicas = managed || remedy.hasReplicas();
        return Action.of(Remedy.RESTART_BY_FAILOVER)
                .saying(managed ? Phrase.of("remedy.restart.service", bytes(back)) : remedy.sentence(bytes(back)))
                .back(back, managed ? "remedy.restart.service.rest" : remedy.rest())
                .before(remedy.preconditions.ofRestart())
                .steps(managed ? remedy.managed() : remedy.own())
                .risk(replicas ? "remedy.restart.risk" : "remedy.restart.risk.alone")
                .notWhen(replicas ? "remedy.restart.not" : "remedy.restart.not.alone")
                .verify("remedy.restart.verify")
                .build();
    }

    /** The whole procedure, for every deployment. */
    public static List<Part> guide() {
        return List.of(
                new Part(
                        "first",
                        true,
                        List.of(
                                Phrase.of("remedy.restart.step.config"),
                                Phrase.of("remedy.restart.step.backup"),
                                Phrase.of("remedy.restart.step.copy"))),
                new Part("fork", false, List.of(Phrase.of("remedy.restart.step.save"))),
                new Part(
                        "place",
                        false,
                        List.of(Phrase.of("remedy.restart.step.container"), Phrase.of("remedy.restart.step.host"))),
                new Part(
                        "replicas",
                        true,
                        List.of(
                                Phrase.of("remedy.restart.step.replica"),
                                Phrase.of("remedy.restart.step.failover"),
                                Phrase.of("remedy.restart.step.primary"))),
                new Part(
                        "other",
                        false,
                        List.of(
                                Phrase.of("remedy.restart.step.promote"),
                                Phrase.of("remedy.restart.step.sentinel"),
                                Phrase.of("remedy.restart.step.cluster"))),
                new Part(
                        "alone",
                        false,
                        List.of(
                                Phrase.of("remedy.restart.step.standalone"),
                                Phrase.of("remedy.restart.step.aof"),
                                Phrase.of("remedy.restart.step.shard"),
                                Phrase.of("remedy.restart.step.follower"))),
                new Part(
                        "service",
                        false,
                        List.of(
                                Phrase.of("remedy.restart.step.elasticache"),
                                Phrase.of("remedy.restart.step.memorydb"),
                                Phrase.of("remedy.restart.step.azure"),
                                Phrase.of("remedy.restart.step.google"),
                                Phrase.of("remedy.restart.step.managed"))),
                new Part("after", true, List.of(Phrase.of("remedy.restart.step.compare"))));
    }

    /** Whether another server holds a copy, or may. */
    private boolean hasReplicas() {
        return switch (deployment.topology()) {
            case ALONE, CLUSTER_ALONE -> false;
            case REPLICA, CLUSTER, SENTINEL, REPLICATED, UNKNOWN -> true;
        };
    }

    private Phrase sentence(Phrase.Arg back) {
        return switch (deployment.topology()) {
            case REPLICA -> Phrase.of("remedy.restart.replica", back);
            case ALONE, CLUSTER_ALONE -> Phrase.of("remedy.restart.alone", back);
            case CLUSTER, SENTINEL, REPLICATED, UNKNOWN -> Phrase.of("remedy.restart", back);
        };
    }

    private String rest() {
        return switch (deployment.topology()) {
            case REPLICA -> "remedy.restart.replica.rest";
            case ALONE, CLUSTER_ALONE -> "remedy.restart.alone.rest";
            case CLUSTER, SENTINEL, REPLICATED, UNKNOWN -> "remedy.restart.rest";
        };
    }

    /** A service forbids SHUTDOWN and BGSAVE; its own snapshot and failover stand for them. */
    private List<Phrase> managed() {
        switch (deployment.service()) {
            case ELASTICACHE -> steps.add(Phrase.of("remedy.restart.step.elasticache"));
            case MEMORYDB -> steps.add(Phrase.of("remedy.restart.step.memorydb"));
            case AZURE -> steps.add(Phrase.of("remedy.restart.step.azure"));
            case GOOGLE -> steps.add(Phrase.of("remedy.restart.step.google"));
            case NONE -> {}
        }
        steps.add(Phrase.of("remedy.restart.step.managed"));
        steps.add(Phrase.of("remedy.restart.step.compare"));
        return steps;
    }

    private List<Phrase> own() {
        steps.add(Phrase.of("remedy.restart.step.config"));
        // no command of the shell stands in a sentence: with its address and port nobody finds where it ends
        steps.add(
                Phrase.of(preconditions.hasRoomForFork() ? "remedy.restart.step.backup" : "remedy.restart.step.save"));
        steps.add(Phrase.of("remedy.restart.step.copy"));
        if (deployment.place() != Deployment.Place.HOST) {
            steps.add(Phrase.of("remedy.restart.step.container"));
        }
        if (deployment.place() != Deployment.Place.CONTAINER) {
            steps.add(Phrase.of("remedy.restart.step.host"));
        }
        takeOver();
        steps.add(Phrase.of("remedy.restart.step.compare"));
        return steps;
    }

    private void takeOver() {
        switch (deployment.topology()) {
            case REPLICA -> steps.add(Phrase.of("remedy.restart.step.follower"));
            case CLUSTER -> {
                steps.add(Phrase.of("remedy.restart.step.replica"));
                steps.add(Phrase.of("remedy.restart.step.cluster"));
                steps.add(Phrase.of("remedy.restart.step.primary"));
            }
            case CLUSTER_ALONE -> {
                steps.add(Phrase.of("remedy.restart.step.shard"));
                steps.add(alone());
            }
            case SENTINEL -> {
                steps.add(Phrase.of("remedy.restart.step.replica"));
                steps.add(Phrase.of("remedy.restart.step.sentinel"));
                steps.add(Phrase.of("remedy.restart.step.primary"));
            }
            case REPLICATED -> {
                steps.add(Phrase.of("remedy.restart.step.replica"));
                steps.add(byHand());
                steps.add(Phrase.of("remedy.restart.step.primary"));
            }
            case ALONE -> steps.add(alone());
            case UNKNOWN -> {
                steps.add(Phrase.of("remedy.restart.step.any"));
                steps.add(Phrase.of("remedy.restart.step.primary"));
                steps.add(alone());
                steps.add(Phrase.of("remedy.restart.step.service"));
            }
        }
    }

    /** FAILOVER came with Redis 6.2; every Valkey has it. */
    private Phrase byHand() {
        boolean old = !c.vintage().isAtLeast("6.2");
        return Phrase.of(old ? "remedy.restart.step.promote" : "remedy.restart.step.failover");
    }

    private Phrase alone() {
        return Phrase.of(preconditions.appends() ? "remedy.restart.step.aof" : "remedy.restart.step.standalone");
    }
}
