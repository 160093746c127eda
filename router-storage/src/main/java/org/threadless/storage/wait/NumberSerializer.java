package org.threadless.storage.wait;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;

/** The only data that our tasks have is a number; as text, for whoever looks at the table. */
final class NumberSerializer implements Serializer {

  @Override
  public byte[] serialize(Object data) {
    return data == null ? null : data.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] stored) {
    return stored == null
        ? null
        : type.cast(Integer.valueOf(new String(stored, StandardCharsets.US_ASCII)));
  }
}
