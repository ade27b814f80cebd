package dev.matchmill.config.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One pool, one transaction manager; every step and the job repository use both. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    /** The role is a bean that the program's start provides: each verb has its own. */
    @Bean
    WorkingConnections workingConnections(DatabaseSettings settings, WorkingRole role) {
        return new WorkingConnections(settings, role);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(WorkingConnections connections) {
        return pool(connections, connections.settings().poolSize());
    }

    /** A pool of at most {@code size} connections for work; the caller closes it. */
    public static HikariDataSource pool(WorkingConnections connections, int size) {
        DatabaseSettings settings = connections.settings();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("matchmill-" + connections.role().name().toLowerCase(Locale.ROOT));
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.username());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        pool.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        pool.setKeepaliveTime(Duration.ofMinutes(5).toMillis());
        ConnectionProperties.of(settings).forEach(pool::addDataSourceProperty);
        pool.setConnectionInitSql(connections.firstStatements());
        return new HikariDataSource(pool);
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource) {
        return new CauseKeepingTransactions(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    Transactions transactions(JdbcTransactionManager transactionManager) {
        return new Transactions(transactionManager);
    }
}
