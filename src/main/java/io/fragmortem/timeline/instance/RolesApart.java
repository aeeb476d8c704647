package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.text.RoleWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A role names a server of its own file: {@code ## master} in {@code eu.log} and in {@code us.log} are two servers where they speak of one time
 * and tell different figures, or cannot be one otherwise. Then the files name them too.
 */
final class RolesApart {

    private RolesApart() {}

    /**
     * Whose streams these are.
     *
     * @param name what all of them are called
     * @param ofFile what the file of each would be called by itself
     * @return streams by the name of their server, one server where nothing forbids it
     */
    static Map<String, List<SpeakerFindings>> of(
            String name, List<SpeakerFindings> said, Function<SpeakerFindings, String> ofFile) {
        if (!RoleWords.isRole(name)) {
            return Map.of(name, said);
        }
        Map<String, List<SpeakerFindings>> byFile = new LinkedHashMap<>();
        said.forEach(one -> byFile.computeIfAbsent(ofFile.apply(one) + "/" + name, file -> new ArrayList<>())
                .add(one));
        return ServersApart.someContradict(List.copyOf(byFile.values()), ServersApart::contradict)
                ? byFile
                : Map.of(name, said);
    }
}
