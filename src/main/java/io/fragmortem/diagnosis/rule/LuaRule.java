package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.evidence.Scripts;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.snapshot.Field;

/** Lua: the interpreters' heap and the cached scripts. Scripts made by string building are cached one by one for ever. */
final class LuaRule implements Rule {

    private static final Input[] INTERPRETERS = {Input.of(Field.USED_MEMORY_LUA), Input.of(Field.USED_MEMORY_VM_EVAL)};

    /** Number of cached scripts from which MEMORY DOCTOR warns: from here on fewer bytes are worth a word. */
    static final Threshold MANY = Threshold.count("lua-many-scripts", 1000, Origin.SOURCE);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.LUA_SCRIPTS)
            .needs(INTERPRETERS)
            .uses(
                    Field.USED_MEMORY_VM_FUNCTIONS,
                    Field.USED_MEMORY_VM_TOTAL,
                    Field.USED_MEMORY_SCRIPTS,
                    Field.NUMBER_OF_CACHED_SCRIPTS)
            .uses(Field.CMDSTAT_SCRIPT_LOAD, Field.CMDSTAT_EVAL)
            .decidesBySignificance()
            .decidesBy(MANY, Thresholds.FLOOR_BYTES)
            .rulesOut(Cause.MEMORY_LEAK);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        boolean known = c.timeline().has(Field.USED_MEMORY_LUA) || c.timeline().has(Field.USED_MEMORY_VM_EVAL);
        if (!known) {
            return missing(INTERPRETERS);
        }
        double[] lua = c.filled(0);
        double[] scripts = c.column(Field.USED_MEMORY_SCRIPTS);
        double[] freed = c.freedLua();
        for (int i = 0; i < lua.length; i++) {
            lua[i] = c.model().lua(c.sample(i)) + (Double.isNaN(scripts[i]) ? 0 : scripts[i]) + freed[i];
        }
        double cached = c.timeline().max(Field.NUMBER_OF_CACHED_SCRIPTS).orElse(0);
        // A thousand cached scripts are no library but strings built one by one: that grows, so it need not be large
        // yet.
        double now = c.timeline().last(Field.NUMBER_OF_CACHED_SCRIPTS).orElse(0);
        double floor = c.thresholds().floorBytes();
        Least least = Least.of(
                c.thresholds(),
                now > c.value(MANY) ? floor : c.thresholds().significantBytes(),
                c.thresholds().significantShare());
        Claim claim = c.claim(lua, Seen.ONCE, least);
        if (!claim.isSignificant(least)) {
            return ok("lua.ok", claim);
        }
        // what libc keeps no flush gives back
        double live = claim.now() - freed[claim.last().row()];
        double functions = c.timeline()
                .at(Field.USED_MEMORY_VM_FUNCTIONS, c.sample(claim.at()))
                .orElse(0);
        boolean ofFunctions = functions > Claim.HALF * claim.bytes();
        boolean left = freed[claim.at()] > Claim.HALF * claim.bytes();
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.HIGH)
                .past("lua.past", bytes(claim.bytes()), percent(claim.share()))
                .claim(
                        left ? "lua.freed.claim" : ofFunctions ? "lua.functions.claim" : "lua.claim",
                        bytes(claim.bytes()),
                        percent(claim.share()))
                .evidenceIf(left, "lua.freed.evidence", bytes(freed[claim.at()]))
                .evidenceIf(cached > 0, made(c), count(cached), count(Scripts.loads(c)))
                .evidenceIf(!c.model().semantics().luaInsideUsed(), "lua.evidence.outside")
                .ruledOut(Cause.MEMORY_LEAK, "lua.not.leak");
        if (ofFunctions) {
            return found(suspect.remedy(Remedies.functions(c)).build());
        }
        if (live >= floor) {
            suspect.remedy(Remedies.scriptFlush(c, live));
        }
        return found((cached > c.value(MANY) ? suspect.remedy(Remedies.fewerScripts(c)) : suspect).build());
    }

    private static String made(Case c) {
        return switch (Scripts.of(c)) {
            case LOADED -> "lua.evidence.loaded";
            case EVALUATED -> "lua.evidence.cached";
            case UNTOLD -> "lua.evidence.either";
        };
    }
}
