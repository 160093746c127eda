package org.threadless.storage;

import java.time.InstantSource;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.storage.access.StoredAccess;
import org.threadless.storage.broadcast.StoredBroadcasts;
import org.threadless.storage.callback.StoredCallbacks;
import org.threadless.storage.dialog.StoredDialogs;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.message.MyBatisMessageStore;
import org.threadless.storage.people.StoredContacts;
import org.threadless.storage.people.StoredGroups;
import org.threadless.storage.people.StoredManyContacts;
import org.threadless.storage.people.StoredPeople;
import org.threadless.storage.person.StoredPersons;
import org.threadless.storage.read.MyBatisLiveConversations;
import org.threadless.storage.request.StoredAnswers;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.statistics.StoredStatistics;
import org.threadless.storage.wait.queue.QueueAlarm;
import org.threadless.storage.write.WritePath;

/**
 * What is kept beside messages, and what shows them.
 *
 * @param liveConversations what pages read
 * @param history which messages there are, and what became of them
 * @param statistics how many there are
 * @param people contacts and groups
 * @param persons all that is kept of somebody
 * @param dialogs what apps have asked
 * @param answers what requests were answered
 * @param broadcasts what is sent to many
 * @param callbacks what other programs are still to be told
 * @param access who is let in
 */
record Stores(
    LiveConversations liveConversations,
    Messages history,
    Statistics statistics,
    StoredPeople people,
    StoredPersons persons,
    StoredDialogs dialogs,
    StoredAnswers answers,
    StoredBroadcasts broadcasts,
    StoredCallbacks callbacks,
    StoredAccess access) {

  /**
   * Makes all of them.
   *
   * @param reading for what is only told, and may take its time
   * @param store what many of them are stored with
   * @param node this one's number
   */
  static Stores of(
      Transactions transactions,
      Transactions reading,
      MyBatisMessageStore store,
      WritePath writePath,
      QueueAlarm alarm,
      InstantSource clock,
      int node) {
    StoredPeople people =
        new StoredPeople(
            new StoredContacts(store), new StoredGroups(store), new StoredManyContacts(store));
    return new Stores(
        new MyBatisLiveConversations(transactions, reading),
        new MessageReader(reading, () -> {}),
        new StoredStatistics(reading),
        people,
        new StoredPersons(store, people.contacts(), clock, writePath),
        new StoredDialogs(store, clock),
        new StoredAnswers(store, store::answered, clock),
        new StoredBroadcasts(
            store,
            transactions,
            reading,
            clock,
            node,
            backend -> alarm.waits(backend, Direction.OUT)),
        new StoredCallbacks(transactions, reading, writePath, clock, node),
        new StoredAccess(transactions, reading, clock));
  }
}
