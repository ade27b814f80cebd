package dev.matchmill.config.database;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Tells why a transaction failed also when its connection was lost. Spring's own throws, when the
 * rollback after it fails as well, that failure in place of the first one, and with it the SQLSTATE
 * that says whether to try again. The server has rolled back what lost its connection.
 */
public final class CauseKeepingTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(CauseKeepingTransactions.class);

    public CauseKeepingTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionException | DataAccessException alsoFailed) {
            LOG.debug("nothing to roll back on a lost connection", alsoFailed);
        }
    }
}
