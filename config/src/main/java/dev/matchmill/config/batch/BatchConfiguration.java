package dev.matchmill.config.batch;

import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Isolation;

/**
 * Spring Batch with its history in schema {@code batch}. READ COMMITTED for creating executions:
 * SERIALIZABLE fails innocent launches of the same second, and our own lock already keeps a scope
 * to one execution.
 */
@Configuration(proxyBeanMethods = false)
@EnableBatchProcessing
@EnableJdbcJobRepository(
        tablePrefix = "batch.BATCH_",
        isolationLevelForCreate = Isolation.READ_COMMITTED)
public class BatchConfiguration {}
