package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeersTest {

    private static final String ID = "133985fec087fa59f516f64b79ea2adfadf30682";
    private static final String PRIMARY = " role:master master_replid:" + ID;
    private static final String REPLICA = " role:slave master_host:10.0.0.1 master_port:6379 master_link_status:up"
            + " master_sync_in_progress:0 master_replid:" + ID;

    /** Half of what the allocator holds are free slots: 1,000 MiB of RSS above used memory. */
    private static final String WASTED =
            " used_memory_rss:2080M allocator_active:2030M allocator_resident:2060M allocator_allocated:1001M";

    private static Timeline timeline(String name, String more) {
        return new Capture().label(name).at(0, RankingTest.QUIET + more).timeline();
    }

    private static List<InstanceResult> compare(Timeline... timelines) {
        return FleetViewTest.whole(
                List.of(timelines), timeline -> InstanceChain.analyze(timeline, Thresholds.defaults()));
    }

    private static String said(PeerLine peer) {
        return peer.name() + " " + Spelling.lower(peer.role()) + " "
                + peer.sentence().key();
    }

    private static List<String> said(InstanceResult result) {
        return result.peers().stream().map(PeersTest::said).toList();
    }

    @Test
    void aGapThatOnlyThePrimaryHasIsItsOwnHistory() {
        List<InstanceResult> both = compare(timeline("a", PRIMARY + WASTED), timeline("b", REPLICA));
        assertEquals(List.of("b replica peers.less_replica"), said(both.get(0)));
        assertEquals(List.of("a primary peers.more"), said(both.get(1)));
        PeerLine peer = both.get(0).peers().get(0);
        double mib = 1 << 20;
        assertEquals(900 * mib, peer.data());
        assertEquals(1000 * mib, peer.used());
        assertEquals(1080 * mib, peer.rss());
        assertEquals(OptionalLong.of(Capture.micros(0)), peer.atMicros());
        Suspect first = both.get(0).diagnosis().suspects().get(0);
        assertTrue(first.evidence().contains(peer.sentence()), "the other one is evidence");
    }

    @Test
    void aGapThatOnlyTheReplicaHasIsMendedByRestartingIt() {
        List<InstanceResult> both = compare(timeline("a", PRIMARY), timeline("b", REPLICA + WASTED));
        assertEquals(List.of("b replica peers.more"), said(both.get(0)));
        assertEquals(List.of("a primary peers.less_primary"), said(both.get(1)));
    }

    @Test
    void aGapThatBothHaveFollowsTheData() {
        List<InstanceResult> both = compare(timeline("a", PRIMARY + WASTED), timeline("b", REPLICA + WASTED));
        assertEquals(List.of("b replica peers.alike"), said(both.get(0)));
        assertEquals(List.of("a primary peers.alike"), said(both.get(1)));
        assertTrue(both.get(0)
                .diagnosis()
                .suspects()
                .get(0)
                .evidence()
                .contains(both.get(0).peers().get(0).sentence()));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                            peers.alike",
        "master_link_status:down,       peers.unconnected",
        "master_sync_in_progress:1,     peers.unconnected",
        "used_memory_overhead:500M,     peers.data",
        "used_memory_overhead:200M,     peers.alike",
        "used_memory_rss:1600M,         peers.less_replica",
        "used_memory_rss:2200M,         peers.alike",
    })
    void whatTheReplicaSays(String field, String key) {
        List<InstanceResult> both =
                compare(timeline("a", PRIMARY + WASTED), timeline("b", REPLICA + WASTED + " " + field));
        assertEquals(List.of("b replica " + key), said(both.get(0)));
    }

    @Test
    void twoFineInstancesAreFine() {
        String tight = " used_memory_rss:1010M allocator_active:1003M allocator_resident:1005M";
        List<InstanceResult> both = compare(timeline("a", PRIMARY + tight), timeline("b", REPLICA + tight));
        assertEquals(List.of("b replica peers.calm"), said(both.get(0)));
    }

    @Test
    void replicasAreComparedWithEachOtherOnlyWithoutTheirPrimary() {
        Timeline b = timeline("b", REPLICA);
        Timeline c = timeline("c", REPLICA + WASTED);
        List<InstanceResult> alone = compare(b, c);
        assertEquals(List.of("c sibling peers.more"), said(alone.get(0)));
        assertEquals(List.of("b sibling peers.less_sibling"), said(alone.get(1)));
        List<InstanceResult> all = compare(b, c, timeline("a", PRIMARY));
        assertEquals(List.of("a primary peers.alike"), said(all.get(0)));
        assertEquals(List.of("a primary peers.less_primary"), said(all.get(1)));
        assertEquals(2, all.get(2).peers().size());
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1:6379, 1", "10.0.0.1, 1", "10.0.0.2:6379, 0", "10.0.0.1:6380, 0"})
    void beforeIdsTheAddressTells(String name, int peers) {
        String replica = REPLICA.replace("master_replid:" + ID, "");
        List<InstanceResult> both = compare(timeline(name, " role:master"), timeline("b", replica));
        assertEquals(peers, both.get(0).peers().size());
        assertEquals(peers, both.get(1).peers().size());
    }

    @Test
    void strangersAreNotCompared() {
        String other = PRIMARY.replace(ID, ID.replace('1', '2'));
        compare(timeline("a", PRIMARY), timeline("b", other)).forEach(r -> assertEquals(List.of(), r.peers()));
        compare(timeline("a", PRIMARY), timeline("b", PRIMARY)).forEach(r -> assertEquals(List.of(), r.peers()));
        String none = " role:master master_replid:" + "0".repeat(40);
        String replica = " role:slave master_replid:" + "0".repeat(40);
        compare(timeline("a", none), timeline("b", replica)).forEach(r -> assertEquals(List.of(), r.peers()));
    }

    @Test
    void theyAreComparedAtTheSameMoment() {
        Timeline primary = new Capture()
                .label("a")
                .at(0, RankingTest.QUIET + PRIMARY)
                .at(600, RankingTest.QUIET + PRIMARY)
                .at(7200, RankingTest.QUIET + PRIMARY + WASTED)
                .timeline();
        Timeline replica = new Capture()
                .label("b")
                .at(0, RankingTest.QUIET + REPLICA + WASTED)
                .at(590, RankingTest.QUIET + REPLICA)
                .timeline();
        List<InstanceResult> both = compare(primary, replica);
        assertEquals("peers.apart", both.get(0).peers().get(0).sentence().key(), "at 0 and 590 s");
        assertEquals(
                OptionalLong.of(Capture.micros(590)), both.get(0).peers().get(0).atMicros());
        assertEquals(
                OptionalLong.of(Capture.micros(0)), both.get(1).peers().get(0).atMicros());
    }

    @Test
    void capturesOfDifferentDaysAreToldApart() {
        Timeline late =
                new Capture().label("b").at(86_400, RankingTest.QUIET + REPLICA).timeline();
        List<InstanceResult> both = compare(timeline("a", PRIMARY + WASTED), late);
        assertEquals("peers.apart", both.get(0).peers().get(0).sentence().key());
    }

    @Test
    void withoutTimesNobodyKnows() {
        Timeline untimed =
                new Capture().label("b").untimed(RankingTest.QUIET + REPLICA).timeline();
        List<InstanceResult> both = compare(timeline("a", PRIMARY + WASTED), untimed);
        assertEquals("peers.untimed", both.get(0).peers().get(0).sentence().key());
        assertTrue(both.get(0).peers().get(0).atMicros().isEmpty());
    }

    @Test
    void withoutRssThereIsNothingToCompare() {
        List<InstanceResult> both = compare(
                timeline("a", PRIMARY),
                timeline("b", REPLICA + " used_memory_rss:- allocator_resident:- allocator_active:-"));
        assertEquals(List.of(), both.get(0).peers());
    }

    @Test
    void nobodyHasMoreThanTwentyPeers() {
        List<Timeline> timelines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            timelines.add(timeline("r" + i, REPLICA));
        }
        compare(timelines.toArray(Timeline[]::new))
                .forEach(r -> assertEquals(20, r.peers().size()));
        timelines.add(timeline("p", PRIMARY));
        List<InstanceResult> all = compare(timelines.toArray(Timeline[]::new));
        assertEquals(List.of("p primary peers.alike"), said(all.get(0)));
        assertEquals(20, all.get(40).peers().size());
    }

    @Test
    void nobodyIsItsOwnPeer() {
        String replica = REPLICA.replace("master_replid:" + ID, "");
        assertEquals(
                List.of(), compare(timeline("10.0.0.1:6379", replica)).get(0).peers());
    }
}
