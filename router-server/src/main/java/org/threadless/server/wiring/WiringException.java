package org.threadless.server.wiring;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import java.util.Collection;
import java.util.stream.Collectors;

/** Apps and backends cannot be put together. The message is for the user, one line for each. */
public final class WiringException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WiringException(RuntimeException cause) {
    super(lines(messages(cause)), cause);
  }

  private static Collection<Message> messages(RuntimeException e) {
    if (e instanceof CreationException creation) {
      return creation.getErrorMessages();
    }
    if (e instanceof ProvisionException provision) {
      return provision.getErrorMessages();
    }
    return ((ConfigurationException) e).getErrorMessages();
  }

  private static String lines(Collection<Message> messages) {
    return messages.stream()
        .map(WiringException::line)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String line(Message message) {
    String first = message.getMessage().lines().findFirst().orElse("");
    return message.getCause() == null ? first : first + ": " + message.getCause();
  }
}
