using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>Every option: those of the Locust harness by the names and letters it gave them, and our own.</summary>
internal static class OptionTable
{
    private const string Server = "Server";
    private const string Load = "What is sent";
    private const string Shape = "How much, how fast, how long";
    private const string Studies = "Many runs, instead of one";
    private const string Atomicity = "Atomicity, instead of a load";
    private const string Cost = "What it costs the server";
    private const string Files = "Files and output";
    private const string Afterwards = "After a run that was killed";

    /// <summary>What says which load is made: a run that goes on has all of it from its journal.</summary>
    public static IEnumerable<OptionSpec> OfLoad => All.Where(static o => o.Group is Load or Shape);

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new(KnownSettings.BaseUrl, "-b", Server, "url", "Base URL of the DMS; required."),
        new(KnownSettings.Key, "-k", Server, "key", "Client key; required."),
        new(
            KnownSettings.Secret,
            "-s",
            Server,
            "secret",
            "Client secret; required. Other users of the machine can see options: prefer the variable."),
        new(KnownSettings.IgnoreCertificateErrors, "-i", Server, "bool", "Accepts any certificate. Default: false.", OptionKind.Flag),
        new(KnownSettings.ApiPrefix, "-ap", Server, "path", "Prefix of the resources, like /data/ed-fi. Default: from discovery."),
        new(KnownSettings.OAuthEndpoint, "-oe", Server, "path", "Token endpoint, a path or a URL. Default: from discovery."),
        new(OwnSettings.BatchEndpoint, null, Server, "path", "Batch endpoint, a path or a URL. Default: from discovery, else /batch."),
        new(
            KnownSettings.AllowUnencryptedAuthentication,
            null,
            Server,
            "bool",
            "Takes http addresses that the discovery document of an https server names, so that secret and token go there in plain "
                + "text. Default: false.",
            OptionKind.Flag),
        new(
            KnownSettings.Header,
            null,
            Server,
            "text ...",
            "Headers to add to every request, like \"X-Api-Version: 2\"; their values are shown nowhere. Other users of the machine "
                + "can see options: prefer the variable.",
            OptionKind.List),
        new(
            OwnSettings.LearnBatchLimit,
            null,
            Server,
            "bool",
            "Finds out the server's batch limit with deletes that cannot write, and warns. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.ConnectTimeout,
            null,
            Server,
            "time",
            "Time for each request made while connecting or setting up; the load has --requestTimeout. Default: 30s."),
        new(OwnSettings.Http2, null, Server, "bool", "Asks for HTTP/2. Default: false.", OptionKind.Flag),
        new(OwnSettings.Gzip, null, Server, "bool", "Asks for compressed answers. Default: false.", OptionKind.Flag),
        new(OwnSettings.UseProxy, null, Server, "bool", "Uses the system's proxy settings. Default: false.", OptionKind.Flag),

        new(
            KnownSettings.TestType,
            "-t",
            Load,
            "type",
            "BATCH_VOLUME (triples through POST /batch) or VOLUME (the same triples one operation at a time); required."),
        new(
            KnownSettings.TestList,
            "-tl",
            Load,
            "name ...",
            "Scenarios by class name or resource. Default: all default ones.",
            OptionKind.List),
        new(
            OwnSettings.ScenarioPath,
            null,
            Load,
            "path ...",
            "Templates of further scenarios, JSON; may be given several times.",
            OptionKind.List),
        new(
            KnownSettings.BatchTripleCount,
            "-bt",
            Load,
            "n",
            "Create-update-delete triples per batch; ignored by VOLUME. Default: 10. PERF_BATCH_TRIPLE_COUNT_STUDENTS and the like "
                + "beat it."),
        new(KnownSettings.LocalEducationOrganizationId, "-e", Load, "id", "Education agency of the fixtures. Default: 255901."),
        new(
            OwnSettings.CreateMissing,
            null,
            Load,
            "bool",
            "Creates missing descriptors, school year and agency where the claim set allows. Default: false.",
            OptionKind.Flag),
        new(KnownSettings.FailDeliberately, "-f", Load, "bool", "Makes one batch in ten fail. Default: false.", OptionKind.Flag),
        new(
            OwnSettings.Contention,
            null,
            Load,
            "kind ...",
            "Makes batches collide: SharedParents, OverlappingKeys, OppositeOrder. Default: none.",
            OptionKind.List),
        new(OwnSettings.ContentionShare, null, Load, "share", "How much, like 50% or 0.5. Default: 100%."),
        new(
            OwnSettings.Seed,
            null,
            Load,
            "n",
            "Fixes the documents' values (never their keys) and Poisson arrivals. Default: random, reported."),
        new(
            KnownSettings.DeleteResources,
            "-d",
            Load,
            "bool",
            "Has VOLUME delete what it creates; batches always do. Default: false.",
            OptionKind.Flag),
        new(KnownSettings.DisableComposites, "-de", Load, "bool", "Accepted and ignored.", OptionKind.Flag),

        new(KnownSettings.ClientCount, "-c", Shape, "n", "Clients; with arrivals, the most batches in flight. Default: 1000."),
        new(KnownSettings.SpawnRate, "-r", Shape, "n", "Clients started per second. Default: 25."),
        new(
            KnownSettings.RunTimeInMinutes,
            "-m",
            Shape,
            "n",
            "Length of the run in minutes; beside --batchCount what comes first. Default: 30."),
        new(OwnSettings.Duration, null, Shape, "time", "Length of the run like 90s, 5m or 00:05:00; beats --runTimeInMinutes."),
        new(OwnSettings.BatchCount, null, Shape, "n", "Ends after this many batches."),
        new(
            OwnSettings.Repeat,
            null,
            Shape,
            "n",
            "Runs of the same plan, one after the other, each with an id and files of its own: in folders 1, 2, ... below --output. "
                + "With --measureBatchSize runs of each size, with --findCapacity runs at each load, with --testAtomicity tries of "
                + "each case. Default: 1, for sizes 5, for capacity 3."),
        new(OwnSettings.WarmUp, null, Shape, "time", "Time at full load before measuring begins. Default: none."),
        new(OwnSettings.ThinkTime, null, Shape, "time", "Pause of a client after an answer. Default: none."),
        new(OwnSettings.Pacing, null, Shape, "time", "Time from one start of a client to its next. Default: none."),
        new(OwnSettings.ArrivalRate, null, Shape, "n", "Open loop: batches per second, whatever the server does."),
        new(OwnSettings.OperationRate, null, Shape, "n", "Open loop: operations per second."),
        new(OwnSettings.ArrivalDistribution, null, Shape, "kind", "Open loop: Constant or Poisson. Default: Constant."),
        new(OwnSettings.Stage, null, Shape, "t:n ...", "Load profile like 30s:50 2m:200 30s:0, ramped linearly.", OptionKind.List),
        new(OwnSettings.StageTarget, null, Shape, "kind", "What stages aim at: Clients, ArrivalRate or OperationRate. Default: Clients."),
        new(OwnSettings.RequestTimeout, null, Shape, "time", "Time that a request may take. Default: 100s."),
        new(OwnSettings.RetryCount, null, Shape, "n", "More attempts after 429, 503 and connection failures. Default: 0."),
        new(OwnSettings.StopTimeout, null, Shape, "time", "Time for batches in flight at the end. Default: 30s."),
        new(
            OwnSettings.StopOnFailureRate,
            null,
            Shape,
            "share",
            "Ends a load early when more batches than this share fail, like 10% or 0.1; 100% never does. Default: 50%."),
        new(
            OwnSettings.VerdictThreshold,
            null,
            Shape,
            "name=n ...",
            "Other limits for the verdict on the client, like MaxCpuShare=0.9 MinWindowSeconds=10.",
            OptionKind.List),
        new(OwnSettings.StopFile, null, Shape, "path", "Ends the run gracefully when this file appears."),
        new(
            KnownSettings.RunInDebugMode,
            "-g",
            Shape,
            "bool",
            "One client, every operation's outcome printed. Default: false.",
            OptionKind.Flag),

        new(
            OwnSettings.MeasureBatchSize,
            null,
            Studies,
            "n ...",
            "Measures these batch sizes, in triples, in turns and several times each; recommends one. --testType and "
                + "--batchTripleCount are ignored; --clientCount is 10 and --duration, of each run, 20s by default. File: batch_size.json.",
            OptionKind.List),
        new(
            OwnSettings.FindLimit,
            null,
            Studies,
            "bool",
            "With --measureBatchSize: finds the server's batch limit by trying, with batches that cannot write. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.KneeTolerance,
            null,
            Studies,
            "share",
            "With --measureBatchSize: how far below the best the recommended size may lie. Default: 10%."),
        new(
            OwnSettings.FindCapacity,
            null,
            Studies,
            "kind",
            "Searches the highest load that keeps every --threshold: ArrivalRate (batches per second; --clientCount, 1000 by default, "
                + "may be in flight) or Clients. --duration, of each run, is 20s by default. Exit code 10 where the answer is not the "
                + "server's. File: batch_capacity.json."),
        new(
            OwnSettings.CapacityStart,
            null,
            Studies,
            "n",
            "With --findCapacity: the load to begin with. Default: 10 batches per second, or 1 client."),
        new(
            OwnSettings.CapacityMaximum,
            null,
            Studies,
            "n",
            "With --findCapacity: the largest load allowed. Default: 100000 batches per second, or 10000 clients."),
        new(
            OwnSettings.CapacityResolution,
            null,
            Studies,
            "share",
            "With --findCapacity: how near the load that holds and the one that breaks must come. Default: 5%."),
        new(OwnSettings.DrainTime, null, Studies, "time", "With --findCapacity: pause between runs. Default: 2s."),
        new(OwnSettings.StudyRepeat, null, Studies, "n", "The former name of --repeat for these."),

        new(
            OwnSettings.TestAtomicity,
            null,
            Atomicity,
            "bool",
            "Finds out whether failed batches leave anything behind; --testType, --clientCount and the length are ignored, "
                + "--batchTripleCount is 4 by default. Exit code 11 where one does. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.Poison,
            null,
            Atomicity,
            "name ...",
            "What makes a batch fail: UnresolvedReference, UnknownDescriptor, StaleETag, MissingNaturalKey, ForbiddenResource, "
                + "OverLimit, Cancellation. Default: all but Cancellation.",
            OptionKind.List),
        new(
            OwnSettings.Position,
            null,
            Atomicity,
            "n ...",
            "Where: First, Middle, Last or positions from 0. Default: First Middle Last.",
            OptionKind.List),
        new(OwnSettings.CancelBatch, null, Atomicity, "bool", "Also gives up a batch in mid-flight. Default: false.", OptionKind.Flag),
        new(
            OwnSettings.LoadClients,
            null,
            Atomicity,
            "n",
            "Tries every case a second time while this many clients load the server. Default: 0."),
        new(
            OwnSettings.CancelAfter,
            null,
            Atomicity,
            "time",
            "When that batch is given up. Default: half of the time that the first batch took."),
        new(
            OwnSettings.SettleTime,
            null,
            Atomicity,
            "time",
            "How long a batch without an answer may still be committed before what is found counts. Default: 2s."),
        new(
            OwnSettings.ForbiddenOperation,
            null,
            Atomicity,
            "json",
            "An operation that the claim set does not allow, as JSON. Default: the creation of a school year."),
        new(
            OwnSettings.KeepSurvivors,
            null,
            Atomicity,
            "bool",
            "Leaves a batch with survivors as it was found. Default: false.",
            OptionKind.Flag),

        new(
            OwnSettings.PostgreSql,
            null,
            Cost,
            "string",
            "Connection string of the server's database, to read what it spends. Other users of the machine can see options: prefer "
                + "the variable."),
        new(
            OwnSettings.ServerProcess,
            null,
            Cost,
            "id ...",
            "Ids or names of the server's processes on this machine: CPU time and memory. Names with spaces are one value each.",
            OptionKind.List),
        new(
            OwnSettings.MetricsCommand,
            null,
            Cost,
            "text",
            "A shell command, run once a second, whose lines NAME=NUMBER join the server's figures."),

        new(
            KnownSettings.Output,
            "-o",
            Files,
            "dir",
            "Directory of all files; those of an earlier run are replaced, those that another run writes are refused. Default: out."),
        new(
            OwnSettings.ResultPath,
            null,
            Files,
            "path",
            "Every batch's result as CSV, for its owner only (0600 on Unix), and the run beside it; reports follow the umask. "
                + "Default: {output}/{test type}_results.csv."),
        new(
            OwnSettings.Force,
            null,
            Files,
            "bool",
            "Replaces an existing --resultPath or --journal, and lets --contention SharedParents update parents that this program did "
                + "not create. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.Dashboard,
            null,
            Files,
            "bool",
            "Shows the run live in a browser of this machine, where its load can be changed and the run stopped. Default: false.",
            OptionKind.Flag),
        new(OwnSettings.DashboardPort, null, Files, "n", "Port of the dashboard, on 127.0.0.1; brings it by itself. Default: a free one."),
        new(
            OwnSettings.Journal,
            null,
            Files,
            "path",
            "The run's journal, by which leftovers are found, for its owner only. Default: {output}/{test type}_{run id}.journal."),
        new(
            OwnSettings.Threshold,
            null,
            Files,
            "text ...",
            "Limits to keep, like \"p95 < 250ms\" \"failureRate < 1% for students-*\" \"p99 < 1s in every 10s\" \"verdict = Valid\"; "
                + "exit code 10 when one is not kept.",
            OptionKind.List),
        new(OwnSettings.EnvironmentFile, null, Files, "path", "File with variables. Default: .env in the current directory, if there."),
        new(KnownSettings.LogLevel, "-l", Files, "level", "DEBUG, INFO, WARNING, ERROR or CRITICAL. Default: INFO."),

        new(
            OwnSettings.Resume,
            null,
            Afterwards,
            "path",
            "Goes on with the run of this journal for the rest of its time; scenarios, clients and pace are the journal's."),
        new(
            OwnSettings.Leftover,
            null,
            Afterwards,
            "path",
            "Instead of a run: lists what the run of this journal left on the server; exit code 12 when something stays."),
        new(
            OwnSettings.Remove,
            null,
            Afterwards,
            "bool",
            "With --leftover: deletes what is found, without asking. Default: false.",
            OptionKind.Flag),
    ];
}
