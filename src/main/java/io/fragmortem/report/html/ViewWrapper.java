package io.fragmortem.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import io.fragmortem.report.words.Markup;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Shows templates the components of records and nothing else: no class, no method, no way into the program. */
final class ViewWrapper extends DefaultObjectWrapper {

    private ViewWrapper(Version version) {
        super(version);
    }

    static ViewWrapper create() {
        ViewWrapper wrapper = new ViewWrapper(Configuration.VERSION_2_3_35);
        wrapper.setMemberAccessPolicy(new ComponentsOnly());
        return wrapper;
    }

    /** Markup of ours goes into the page as it is; every other text is escaped there. */
    @Override
    protected TemplateModel handleUnknownType(Object value) throws TemplateModelException {
        return value instanceof Markup markup
                ? HTMLOutputFormat.INSTANCE.fromMarkup(markup.text())
                : super.handleUnknownType(value);
    }

    private static final class ComponentsOnly implements MemberAccessPolicy {

        @Override
        public ClassMemberAccessPolicy forClass(Class<?> type) {
            return new Components(type);
        }

        @Override
        public boolean isToStringAlwaysExposed() {
            return true;
        }
    }

    private record Components(Class<?> type) implements ClassMemberAccessPolicy {

        @Override
        public boolean isMethodExposed(Method method) {
            return type.isRecord()
                    && Arrays.stream(type.getRecordComponents())
                            .anyMatch(component -> component.getAccessor().equals(method));
        }

        @Override
        public boolean isConstructorExposed(Constructor<?> constructor) {
            return false;
        }

        @Override
        public boolean isFieldExposed(Field field) {
            return false;
        }
    }
}
