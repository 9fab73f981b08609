package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz: jobs and triggers kept in tables of its own script, with data as bytea, row locks and misfires. */
@Live
@WithoutPgjdbc
class QuartzLiveTest {
    private static final BlockingQueue<String> RAN = new LinkedBlockingQueue<>();

    /** Says that it ran. */
    public static final class Noting implements Job {
        /** For Quartz. */
        public Noting() {}

        @Override
        public void execute(JobExecutionContext context) {
            RAN.add(context.getMergedJobDataMap().getString("text"));
        }
    }

    /** Gives connections of the driver. */
    private record Provider(HowdahDataSource dataSource) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }

    private static Scheduler scheduler() throws Exception {
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", "howdah");
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.put("org.quartz.threadPool.threadCount", "2");
        properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put("org.quartz.jobStore.dataSource", "howdah");
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.misfireThreshold", "1000");
        return new StdSchedulerFactory(properties).getScheduler();
    }

    private static String ran() throws InterruptedException {
        return RAN.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void jobsAreKeptRunAndRunLateAfterAMisfire(PostgresServer server) throws Exception {
        HowdahDataSource dataSource = Clients.dataSource(server, "quartz");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                InputStream script = Scheduler.class.getResourceAsStream("impl/jdbcjobstore/tables_postgres.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        DBConnectionManager.getInstance().addConnectionProvider("howdah", new Provider(dataSource));
        JobDetail job = JobBuilder.newJob(Noting.class)
                .withIdentity("it's a job")
                .usingJobData("text", "naïve テーブル")
                .storeDurably()
                .build();
        Scheduler first = scheduler();
        first.addJob(job, false);
        // Due long ago, when no scheduler was running.
        first.scheduleJob(TriggerBuilder.newTrigger()
                .forJob(job)
                .withIdentity("late")
                .startAt(Date.from(Instant.now().minusSeconds(60)))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build());
        first.shutdown(true);
        assertTrue(RAN.isEmpty());

        Scheduler second = scheduler();
        try {
            assertTrue(second.checkExists(new JobKey("it's a job")));
            second.start();
            assertEquals("naïve テーブル", ran());
            second.scheduleJob(TriggerBuilder.newTrigger()
                    .forJob(job)
                    .withIdentity("now")
                    .usingJobData("text", "second")
                    .build());
            assertEquals("second", ran());
        } finally {
            second.shutdown(true);
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from qrtz_job_details")) {
            assertTrue(row.next());
            assertEquals(List.of(1), List.of(row.getInt(1)));
        }
    }
}
