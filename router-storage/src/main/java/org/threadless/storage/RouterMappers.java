package org.threadless.storage;

import java.util.List;
import org.threadless.storage.access.sql.AuditMapper;
import org.threadless.storage.access.sql.InvitationMapper;
import org.threadless.storage.access.sql.SessionMapper;
import org.threadless.storage.access.sql.TokenMapper;
import org.threadless.storage.access.sql.UserMapper;
import org.threadless.storage.broadcast.BroadcastMapper;
import org.threadless.storage.callback.CallbackMapper;
import org.threadless.storage.dialog.DialogMapper;
import org.threadless.storage.history.HistoryMapper;
import org.threadless.storage.history.SearchMapper;
import org.threadless.storage.keep.KeepMapper;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.people.PeopleMapper;
import org.threadless.storage.person.PersonMapper;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.rename.RenameMapper;
import org.threadless.storage.request.AnswerMapper;
import org.threadless.storage.statistics.StatisticsMapper;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.write.sql.ConnectionMapper;
import org.threadless.storage.write.sql.CountingMapper;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.MessagePartsMapper;
import org.threadless.storage.write.sql.WaitingMapper;

/** All that a router asks of its database while it works on it. */
final class RouterMappers {

  static final List<Class<?>> ALL =
      List.of(
          CountingMapper.class,
          ConnectionMapper.class,
          MessageIdMapper.class,
          WaitingMapper.class,
          MessageMapper.class,
          MessagePartsMapper.class,
          BacklogMapper.class,
          NodeMapper.class,
          ReportMapper.class,
          LiveMapper.class,
          HistoryMapper.class,
          SearchMapper.class,
          StatisticsMapper.class,
          PeopleMapper.class,
          DialogMapper.class,
          PersonMapper.class,
          KeepMapper.class,
          RenameMapper.class,
          AnswerMapper.class,
          BroadcastMapper.class,
          TokenMapper.class,
          UserMapper.class,
          SessionMapper.class,
          InvitationMapper.class,
          AuditMapper.class,
          CallbackMapper.class);

  private RouterMappers() {}
}
