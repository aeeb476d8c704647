package io.fragmortem.platform;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Tells the compiler for browsers to leave out the fast parsers of numbers that the reader of JSON carries and is not asked to use; they
 * would be a thirtieth of the page. What calls them gets what the class library reads.
 */
public final class PlainNumbers implements TeaVMPlugin, ClassHolderTransformer {

    /** The version in the middle of the name is that of the library. */
    private static final Pattern PARSERS = Pattern.compile(
            "com\\.fasterxml\\.jackson\\.core\\.internal\\.shaded\\.fdp\\.\\w+\\.Java(Double|Float|BigDecimal|BigInteger)Parser");

    private static final List<ValueType> LETTERS =
            List.of(ValueType.parse(char[].class), ValueType.INTEGER, ValueType.INTEGER);

    private static final List<ValueType> TEXT = List.of(ValueType.parse(CharSequence.class));

    /** A text and the base of its digits. */
    private static final List<ValueType> DIGITS = List.of(ValueType.parse(CharSequence.class), ValueType.INTEGER);

    /** The parameters of the methods that the reader of JSON calls; without the others the compiler fails when it comes to call them. */
    private static final List<List<ValueType>> WHOLE = List.of(TEXT, LETTERS, DIGITS);

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!PARSERS.matcher(type.getName()).matches()) {
            return;
        }
        for (MethodHolder method : List.copyOf(type.getMethods())) {
            if (WHOLE.contains(parameters(method))) {
                read(ProgramEmitter.create(method, context.getHierarchy()), method);
            } else {
                type.removeMethod(method);
            }
        }
    }

    private static void read(ProgramEmitter body, MethodHolder method) {
        ValueEmitter text = parameters(method).equals(LETTERS)
                ? body.invoke(
                        String.class,
                        "valueOf",
                        String.class,
                        body.var(1, char[].class),
                        body.var(2, int.class),
                        body.var(3, int.class))
                : body.var(1, CharSequence.class).invokeVirtual("toString", String.class);
        ValueType wanted = method.getResultType();
        if (wanted.equals(ValueType.DOUBLE)) {
            text = body.invoke(Double.class, "parseDouble", double.class, text);
        } else if (wanted.equals(ValueType.FLOAT)) {
            text = body.invoke(Float.class, "parseFloat", float.class, text);
        } else if (parameters(method).equals(DIGITS)) {
            text = body.construct(BigInteger.class, text, body.var(2, int.class));
        } else {
            text = body.construct(((ValueType.Object) wanted).getClassName(), text);
        }
        text.returnValue();
    }

    private static List<ValueType> parameters(MethodHolder method) {
        return List.of(method.getParameterTypes());
    }
}
