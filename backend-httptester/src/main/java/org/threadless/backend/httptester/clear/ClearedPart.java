package org.threadless.backend.httptester.clear;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.message.Connection;

/** How much is cleared from the pages at once; the page of one phone asks for it. */
enum ClearedPart {
  CONVERSATION {
    @Override
    Optional<UUID> clearedUpTo(Cleared cleared, Connection phone) {
      return Optional.ofNullable(cleared.conversations().get(phone.identity()));
    }

    @Override
    void clear(LiveConversations live, Connection phone, UUID upTo) {
      live.clear(phone, upTo);
    }

    @Override
    boolean restore(LiveConversations live, Connection phone, UUID upTo, Optional<UUID> before) {
      return live.restore(phone, upTo, before);
    }
  },
  ALL {
    @Override
    Optional<UUID> clearedUpTo(Cleared cleared, Connection phone) {
      return cleared.all();
    }

    @Override
    void clear(LiveConversations live, Connection phone, UUID upTo) {
      live.clear(phone.backend(), upTo);
    }

    @Override
    boolean restore(LiveConversations live, Connection phone, UUID upTo, Optional<UUID> before) {
      return live.restore(phone.backend(), upTo, before);
    }
  };

  /** Returns up to which message it is hidden. */
  abstract Optional<UUID> clearedUpTo(Cleared cleared, Connection phone);

  abstract void clear(LiveConversations live, Connection phone, UUID upTo);

  /** Returns whether it is hidden as before, because nobody has cleared it since. */
  abstract boolean restore(
      LiveConversations live, Connection phone, UUID upTo, Optional<UUID> before);

  /** Returns what forms call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it from a form's field {@code what}.
   *
   * @throws RequestException where that says nothing of the kind
   */
  static ClearedPart of(FormReader form) {
    return switch (form.required("what")) {
      case "conversation" -> CONVERSATION;
      case "all" -> ALL;
      default -> throw RequestException.badField("what", "must be conversation or all");
    };
  }
}
