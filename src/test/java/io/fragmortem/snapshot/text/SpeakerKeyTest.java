package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance",
                "redis_instance",
                "InstanceId",
                "pod_name",
                "k8s.pod.name",
                "Server Name",
                "CacheNodeId",
                "DBInstanceIdentifier",
                "ip",
                "实例名称"
            })
    void namesThatSayWhoseAFigureIs(String name) {
        assertTrue(SpeakerKey.isOne(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "used_memory",
                "instance_type",
                "server_version",
                "remote_addr",
                "host_memory",
                "name",
                "id",
                "redis",
                "",
                "db0"
            })
    void namesThatDoNot(String name) {
        assertFalse(SpeakerKey.isOne(name));
    }

    @ParameterizedTest
    @CsvSource({
        "'time,host,instance', instance",
        "'service,node,pod', pod",
        "'cluster,host', host",
        "'host,container_name', container_name",
        "'container,pod_name', pod_name",
        "'hostname,server', server"
    })
    void theNearestToAServerNamesIt(String columns, String nearest) {
        List<String> names = List.of(columns.split(","));
        assertEquals(nearest, names.get(SpeakerKey.nearest(names)));
    }
}
