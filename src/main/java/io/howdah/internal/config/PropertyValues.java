package io.howdah.internal.config;

import io.howdah.api.Property;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of property values. Stateless; every failure names the property, the value unless secret, and what is allowed. */
public final class PropertyValues {

    /** Longest accepted digits of a number, far above any sensible one, so that a URL cannot cost much arithmetic. */
    private static final int MAX_DIGITS = 18;

    private PropertyValues() {}

    /**
     * The value of a property in the Java type of its {@link Property.Type}: Boolean, Integer, Integer milliseconds,
     * Long bytes, String (a choice as it is declared), List of String, String.
     *
     * @throws SQLException {@link Property#invalidValueState} if the text is not allowed
     */
    public static Object parse(Property property, String text) throws SQLException {
        return switch (property.type()) {
            case BOOLEAN -> parseBoolean(property, text.strip());
            case INTEGER -> parseInteger(property, text.strip());
            case SECONDS -> parseMillis(property, text.strip());
            case SIZE -> parseSize(property, text.strip());
            case CHOICE -> parseChoice(property, text.strip());
            case LIST -> parseList(property, text);
            case TEXT -> parseText(property, text);
        };
    }

    /** The exception for a value that is not allowed, for a reason of its own. */
    static SQLException invalid(Property property, String text, String allowed) {
        String shown = property.secret() ? "the value given" : "\"" + text + "\"";
        String message = "connection property " + property.key() + ": expected " + allowed + ", got " + shown;
        return property.invalidValueState().startsWith("08")
                ? new SQLNonTransientConnectionException(message, property.invalidValueState())
                : new SQLDataException(message, property.invalidValueState());
    }

    /**
     * The enum constant whose name spells the choice, capitals and separators aside: {@code verify-full} is VERIFY_FULL
     * and {@code callIfNoReturn} is CALL_IF_NO_RETURN.
     */
    static <E extends Enum<?>> E constant(Class<E> type, String choice) {
        String wanted = choice.replace("-", "");
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace("_", "").equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(choice + " is declared as a choice but " + type.getName() + " lacks it");
    }

    private static SQLException invalid(Property property, String text) {
        return invalid(property, text, property.allowed());
    }

    private static Boolean parseBoolean(Property property, String text) throws SQLException {
        String lower = text.toLowerCase(Locale.ROOT);
        // libpq spells this one property with words of its own.
        if (property == Property.LOAD_BALANCE_HOSTS && (lower.equals("random") || lower.equals("disable"))) {
            return lower.equals("random");
        }
        return switch (lower) {
            case "true", "on", "yes", "1" -> Boolean.TRUE;
            case "false", "off", "no", "0" -> Boolean.FALSE;
            default -> throw invalid(property, text);
        };
    }

    private static Integer parseInteger(Property property, String text) throws SQLException {
        try {
            int value = Integer.parseInt(text);
            if (value >= property.minimum() && value <= property.maximum()) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same answer as a number out of range.
        }
        throw invalid(property, text);
    }

    /** Milliseconds, rounded up so that a short time does not become 0, which means no limit; at most 24 days. */
    private static Integer parseMillis(Property property, String text) throws SQLException {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c == '.' || isDigit(c))) {
            throw invalid(property, text);
        }
        try {
            BigDecimal millis = new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.CEILING);
            return millis.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
        } catch (NumberFormatException notANumber) {
            throw invalid(property, text);
        }
    }

    private static Long parseSize(Property property, String text) throws SQLException {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            throw invalid(property, text);
        }
        long number = Long.parseLong(text.substring(0, digits));
        String suffix = text.substring(digits).strip().toLowerCase(Locale.ROOT);
        try {
            return switch (suffix) {
                case "", "b" -> number;
                case "k", "kb" -> Math.multiplyExact(number, 1000L);
                case "m", "mb" -> Math.multiplyExact(number, 1_000_000L);
                case "g", "gb" -> Math.multiplyExact(number, 1_000_000_000L);
                case "kib" -> Math.multiplyExact(number, 1L << 10);
                case "mib" -> Math.multiplyExact(number, 1L << 20);
                case "gib" -> Math.multiplyExact(number, 1L << 30);
                case "p", "pct", "percent", "%" -> heapShare(property, text, number);
                default -> throw invalid(property, text);
            };
        } catch (ArithmeticException tooLarge) {
            throw invalid(property, text);
        }
    }

    private static long heapShare(Property property, String text, long percent) throws SQLException {
        if (percent > 100) {
            throw invalid(property, text);
        }
        return Runtime.getRuntime().maxMemory() / 100 * percent;
    }

    private static String parseChoice(Property property, String text) throws SQLException {
        for (String choice : property.choices()) {
            if (choice.equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw invalid(property, text);
    }

    private static List<String> parseList(Property property, String text) throws SQLException {
        List<String> elements = new ArrayList<>();
        int negated = 0;
        for (String part : text.split(",")) {
            String element = part.strip();
            if (element.isEmpty()) {
                continue;
            }
            if (!property.choices().isEmpty()) {
                element = element.toLowerCase(Locale.ROOT);
                boolean not = element.startsWith("!");
                negated += not ? 1 : 0;
                if (!property.choices().contains(not ? element.substring(1) : element)) {
                    throw invalid(property, text);
                }
            }
            if (property == Property.PORT && !UrlParser.isPort(element)) {
                throw invalid(property, text, "numbers from 1 to 65535");
            }
            elements.add(element);
        }
        if (negated != 0 && negated != elements.size()) {
            throw invalid(property, text, "either only elements with ! or only elements without");
        }
        return List.copyOf(elements);
    }

    /** NUL ends a string in the startup message; what follows it would be read as further parameters. */
    private static String parseText(Property property, String text) throws SQLException {
        if (text.indexOf('\0') >= 0) {
            throw invalid(property, text.replace('\0', '?'), "text without NUL characters");
        }
        return text;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
