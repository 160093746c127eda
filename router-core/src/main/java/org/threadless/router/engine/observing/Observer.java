package org.threadless.router.engine.observing;

import java.util.List;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Errands;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * Sees what this process does with messages, while it does it. What takes time is an {@link
 * Observation}, made before and ended after it, on one thread; those of a thread are nested. What
 * is only tried out is not seen.
 *
 * <p>Called by many threads, in the middle of their work: no method, of an observation either, may
 * throw, block, or use the database. Every method does nothing unless it is overridden.
 */
public interface Observer {

  /** Sees nothing, and costs nothing. */
  Observer NONE = new Observer() {};

  /**
   * Returns whether what a call of an app has thrown is an error of the app: not where it lets the
   * message wait, has it pass all apps anew, or the database is away for it.
   */
  static boolean isErrorOfApp(Throwable thrown) {
    return !(thrown instanceof LaterException
        || thrown instanceof Errands.Anew
        || thrown instanceof StoreUnavailableException);
  }

  /**
   * A message has come, and is dealt with as far as that is done before its sender is answered:
   * routed, or stored to be routed. Around all else that is done on this thread for it. Fails with
   * {@link org.threadless.router.incoming.OverloadException} or {@link StoreUnavailableException}
   * where its sender is to bring it again.
   */
  default Observation<Receipt> receiving(ReceivedMessage message) {
    return Observation.none();
  }

  /**
   * A message is routed: walks through the apps, is stored, and what it causes is sent, on the
   * thread that has received it, or on one that takes up what waits. Fails with what is no error,
   * too, where an app lets it wait.
   */
  default Observation<Receipt> routing(IncomingMessage message) {
    return Observation.none();
  }

  /**
   * What came of an incoming message is stored, in one commit with what it causes, perhaps together
   * with others'. Ends with whether it was stored, when that is committed.
   */
  default Observation<Boolean> committing(UUID message) {
    return Observation.none();
  }

  /**
   * A phase method of an app is called. Ends with what it returned, {@code false} from one that
   * returns nothing; fails with what it threw, which need not be {@linkplain #isErrorOfApp an
   * error}.
   *
   * @param message our id of the message that it is given, incoming or outgoing
   */
  default Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
    return Observation.none();
  }

  /**
   * A message is handed to a backend, which is that of its connection: its own, or one in its
   * place. Always ends with a result, perhaps {@link SendResult.Later}.
   */
  default Observation<SendResult> sending(OutgoingMessage message) {
    return Observation.none();
  }

  /** A message could not be sent now, and is to be tried again. */
  default void postponed(OutgoingMessage message, SendResult.WorthRetrying result) {}

  /** This node has found a backend to be down that was up. */
  default void isDown(BackendName backend) {}

  /** This node has found a backend to be up that was down. */
  default void isUp(BackendName backend) {}

  /**
   * Something is stored, and committed. Not for one message alone, nor on its thread, unless the
   * group is an app's. What it ends with is for whoever stores it.
   */
  default Observation<Object> storing(StoredGroup group) {
    return Observation.none();
  }

  /** Messages are new, or have another status, since that is committed. */
  default void changed(List<StatusChanged> changes) {}
}
