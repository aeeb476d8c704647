package io.fragmortem.platform;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.util.ProgramUtils;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Tells the compiler for browsers to let {@link NativeText} do the work of slow methods of strings, of numbers in them, and hold files. */
public final class NativeStrings implements TeaVMPlugin, ClassHolderTransformer {

    private static final MethodDescriptor[] SLOW = {
        new MethodDescriptor("indexOf", int.class, int.class, int.class),
        new MethodDescriptor("indexOf", String.class, int.class, int.class),
        new MethodDescriptor("contains", CharSequence.class, boolean.class),
        new MethodDescriptor("startsWith", String.class, int.class, boolean.class),
        new MethodDescriptor("replace", CharSequence.class, CharSequence.class, String.class),
        new MethodDescriptor("toLowerCase", Locale.class, String.class),
        new MethodDescriptor("toUpperCase", Locale.class, String.class),
        new MethodDescriptor("split", String.class, String[].class),
        new MethodDescriptor("split", String.class, int.class, String[].class),
    };

    /** What constructors from bytes call. */
    private static final MethodDescriptor FROM_BYTES =
            new MethodDescriptor("initWithBytes", byte[].class, int.class, int.class, Charset.class, void.class);

    private static final MethodDescriptor FILE =
            new MethodDescriptor("getResourceAsStream", String.class, InputStream.class);

    private static final MethodDescriptor PARSE = new MethodDescriptor("parseDouble", String.class, double.class);

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals("java.lang.String")) {
            ofStrings(type, context.getHierarchy());
        } else if (type.getName().equals("java.lang.Double")) {
            ofNumbers(type, context.getHierarchy());
        } else if (type.getName().equals("java.lang.ClassLoader")) {
            replace(type, FILE, context.getHierarchy());
        }
    }

    private static void ofStrings(ClassHolder type, ClassHierarchy classes) {
        for (MethodDescriptor slow : SLOW) {
            replace(type, slow, classes);
        }
        ProgramEmitter body = ProgramEmitter.create(needed(type, FROM_BYTES), classes);
        MethodReference decoded = new MethodReference(
                NativeText.class, "decoded", byte[].class, int.class, int.class, Charset.class, String.class);
        ValueEmitter[] given = given(body, signature(ValueType.parse(String.class), FROM_BYTES), 1);
        body.var(0, String.class).invokeSpecial("borrowChars", body.invoke(decoded, given));
        body.exit();
    }

    /** Lets the method of {@link NativeText} with the same name do what a method does. */
    private static void replace(ClassHolder type, MethodDescriptor slow, ClassHierarchy classes) {
        ProgramEmitter body = ProgramEmitter.create(needed(type, slow), classes);
        ValueType[] signature = signature(ValueType.object(type.getName()), slow);
        body.invoke(
                        new MethodReference(NativeText.class.getName(), slow.getName(), signature),
                        given(body, signature, 0))
                .returnValue();
    }

    /** Plain decimals are read by the browser; what else Java knows as a number, or refuses, is left to the old method. */
    private static void ofNumbers(ClassHolder type, ClassHierarchy classes) {
        MethodHolder method = needed(type, PARSE);
        MethodHolder old = new MethodHolder("parseAny", PARSE.getSignature());
        old.getModifiers().addAll(method.getModifiers());
        old.setProgram(ProgramUtils.copy(method.getProgram()));
        type.addMethod(old);
        ProgramEmitter body = ProgramEmitter.create(method, classes);
        ValueEmitter text = body.var(1, String.class);
        body.when(body.invoke(NativeText.class, "isDecimal", boolean.class, text)
                        .isTrue())
                .thenDo(() -> body.invoke(NativeText.class, "decimal", double.class, text)
                        .returnValue());
        body.invoke(old.getReference(), text).returnValue();
    }

    private static MethodHolder needed(ClassHolder type, MethodDescriptor wanted) {
        MethodHolder method = type.getMethod(wanted);
        if (method == null || method.hasModifier(ElementModifier.NATIVE)) {
            throw new IllegalStateException("the class library for browsers has no " + wanted);
        }
        return method;
    }

    /** The arguments of a method, from the object itself or from the first argument on. */
    private static ValueEmitter[] given(ProgramEmitter body, ValueType[] signature, int first) {
        ValueEmitter[] given = new ValueEmitter[signature.length - 1 - first];
        for (int i = 0; i < given.length; i++) {
            given[i] = body.var(i + first, signature[i + first]);
        }
        return given;
    }

    /** That of a method, with the object itself before the arguments. */
    private static ValueType[] signature(ValueType self, MethodDescriptor method) {
        ValueType[] signature = new ValueType[method.parameterCount() + 2];
        signature[0] = self;
        System.arraycopy(method.getSignature(), 0, signature, 1, method.parameterCount() + 1);
        return signature;
    }
}
