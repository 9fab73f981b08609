package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;

/** Whether arrays and composite values that came in binary may be sent back as they came. Stateless. */
final class ReceivedBinary {
    private ReceivedBinary() {}

    /**
     * False for types with values that the server sends in binary and does not take back so: an empty int2vector, oidvector or tsquery is malformed to
     * the receive function of its own type. What has such elements or fields is sent as text.
     */
    static boolean isTakenBack(PgType type, CodecContext context) {
        return switch (type.oid()) {
            case Oids.INT2VECTOR, Oids.OIDVECTOR, Oids.TSQUERY -> false;
            default ->
                switch (type.form()) {
                    case ARRAY, DOMAIN -> isTakenBack(context.types().elementOf(type), context);
                    case COMPOSITE -> fieldsAreTakenBack(type, context);
                    default -> true;
                };
        };
    }

    private static boolean fieldsAreTakenBack(PgType composite, CodecContext context) {
        for (Field field : composite.fields()) {
            if (!isTakenBack(context.types().byOid(field.typeOid()), context)) {
                return false;
            }
        }
        return true;
    }
}
