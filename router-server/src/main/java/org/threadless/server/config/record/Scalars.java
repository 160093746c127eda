package org.threadless.server.config.record;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Turns a single value into whatever type is asked for: Jackson knows most of what can be read from
 * a text, and is taught the rest here.
 */
public final class Scalars {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addDeserializer(Secret.class, new FromText<>(Secret::new))
                  .addDeserializer(Duration.class, new FromText<>(Durations::parse))
                  .addDeserializer(BackendName.class, new FromText<>(BackendName::new)))
          // An empty text is not a number, and not a null either.
          .withCoercionConfigDefaults(
              config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .build();

  private static final Map<Class<?>, String> EXPECTED =
      Map.ofEntries(
          entry(String.class, "a text"),
          entry(Secret.class, "a text"),
          entry(Integer.class, "a whole number"),
          entry(Long.class, "a whole number"),
          entry(Double.class, "a number"),
          entry(BigDecimal.class, "a number"),
          entry(Boolean.class, "true or false"),
          entry(
              Duration.class,
              "a duration such as 500ms, 2s, 10m, 72h or 1d, and not longer than 3650d"),
          entry(LocalTime.class, "a time of day such as 08:00"),
          entry(ZoneId.class, "a time zone such as Africa/Nairobi"),
          entry(URI.class, "a URL such as http://127.0.0.1:13013/send"),
          entry(BackendName.class, "1 to 50 of the characters A-Z a-z 0-9 _ -"));

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d*)");
  private static final Pattern NUMBER = Pattern.compile(WHOLE + "(\\.\\d+)?([eE][-+]?\\d{1,9})?");

  private Scalars() {}

  /** Whether {@code type} is read from a single value though it is a record. */
  public static boolean isScalarRecord(Class<?> type) {
    return type == BackendName.class || ValueOf.of(type).isPresent();
  }

  /** Returns {@code text} as a {@code type}, or nothing where it is not one. */
  public static Optional<Object> read(Class<?> type, String text) {
    if (type.isEnum()) {
      String key = text.toLowerCase(Locale.ROOT).replace('_', '-');
      return constants(type).filter(c -> Keys.ofConstant(c).equals(key)).findFirst().map(c -> c);
    }
    try {
      return Optional.ofNullable(MAPPER.convertValue(text, type));
    } catch (JacksonException | IllegalArgumentException e) {
      // Its text has the value in it, so the caller says what was expected instead.
      return Optional.empty();
    }
  }

  /** Returns what a {@code type} looks like, for the middle of "must be ..., and is 'abc'". */
  public static String expected(Class<?> type) {
    if (type.isEnum()) {
      return constants(type).map(Keys::ofConstant).collect(joining(", ", "one of ", ""));
    }
    return EXPECTED.getOrDefault(type, "a " + type.getSimpleName());
  }

  /**
   * Returns what YAML takes for true, false or a number as a {@link Boolean}, a {@link BigInteger}
   * or a {@link BigDecimal}, where JSON would write it so; any other stays a text: {@code 007}.
   */
  public static Object typed(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    if (!isNumber(text)) {
      return text;
    }
    return WHOLE.matcher(text).matches() ? new BigInteger(text) : new BigDecimal(text);
  }

  /** Returns whether JSON would take {@code text} for a number. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static Stream<Enum<?>> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> (Enum<?>) constant);
  }

  private static final class FromText<T> extends ValueDeserializer<T> {

    private final Function<String, T> parse;

    FromText(Function<String, T> parse) {
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return parse.apply(parser.getString());
    }
  }
}
