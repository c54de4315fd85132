namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>Everything that can be told to a simulator; each property is the command-line option of the same name.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Loopback addresses to listen on, separated by ';' (http or https; port 0 picks a free one).</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The API client's key.</summary>
    public string Key { get; init; } = "simulator-key";

    /// <summary>The API client's secret.</summary>
    public string Secret { get; init; } = "simulator-secret";

    /// <summary>Lifetime of a token as the server states it, in seconds.</summary>
    public double TokenLifetime { get; init; } = 1800;

    /// <summary>Time after its expiry for which a token is still taken, in seconds.</summary>
    public double TokenSkew { get; init; } = 30;

    /// <summary>The most operations that a batch may have.</summary>
    public int BatchLimit { get; init; } = 100;

    /// <summary>The path under which everything is served, such as /dms; empty for the root.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Form of the answers around <c>/batch</c>.</summary>
    public ServerDialect Dialect { get; init; } = ServerDialect.Current;

    /// <summary>
    /// Names and values of the segments that every address begins with, such as tenant=tenant1;schoolYear=2025; empty for a server of one
    /// tenant. At the root, discovery names them as placeholders.
    /// </summary>
    public string Route { get; init; } = "";

    /// <summary>404 or 501 for a server that cannot do batches, 0 for one that can.</summary>
    public int NoBatch { get; init; }

    /// <summary>Time for which a transaction is held, in milliseconds.</summary>
    public double LatencyTransactionMs { get; init; }

    /// <summary>Additional time for which a transaction is held for each of its operations, in milliseconds.</summary>
    public double LatencyOperationMs { get; init; }

    /// <summary>The share of the latency by which it varies either way, 0 to 1.</summary>
    public double LatencyJitter { get; init; }

    /// <summary>
    /// Number of transactions held at once; others wait in the order in which they came. With n at once, each held for h, the server's
    /// capacity is n/h batches per second. 0 for no bound.
    /// </summary>
    public int MaxTransactions { get; init; }

    /// <summary>The seed of jitter and faults.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The share of batches of which a random operation is refused (400 or 409), 0 to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>The share of requests answered with 500, 0 to 1.</summary>
    public double ServerErrorRate { get; init; }

    /// <summary>The share of requests answered with 429 (and Retry-After: 1 by newer servers), 0 to 1.</summary>
    public double ThrottleRate { get; init; }

    /// <summary>The share of requests answered with 503 and Retry-After: 1, 0 to 1.</summary>
    public double UnavailableRate { get; init; }

    /// <summary>The share of requests whose connection is reset before anything is done, 0 to 1.</summary>
    public double DropRate { get; init; }

    /// <summary>The share of requests whose connection is reset after the commit, 0 to 1.</summary>
    public double DropAfterRate { get; init; }

    /// <summary>The share of requests answered with 401 as if the token had expired, 0 to 1.</summary>
    public double UnauthorizedRate { get; init; }

    /// <summary>Requests that the fault rates hold for: batches alone, or single-resource requests too.</summary>
    public FaultScope FaultScope { get; init; } = FaultScope.Batch;

    /// <summary>Number of requests that the server's own rate limiter lets through per window; 0 switches it off.</summary>
    public int RateLimit { get; init; }

    /// <summary>The window of the rate limiter, in seconds.</summary>
    public double RateWindow { get; init; } = 10;

    /// <summary>True where the server's circuit breaker is open, so that it refuses batches and single-resource requests at once.</summary>
    public bool BreakerOpen { get; init; }

    /// <summary>
    /// After how many server errors within 10 s the breaker opens by itself, for <see cref="BreakerDuration"/>; 0 for never.
    /// </summary>
    public int BreakerAfter { get; init; }

    /// <summary>Time for which the breaker stays open as the server states it, in seconds.</summary>
    public double BreakerDuration { get; init; } = 30;

    /// <summary>State of the database behind the server: answering or not.</summary>
    public DatabaseState Database { get; init; } = DatabaseState.Up;

    /// <summary>Rights of the API client.</summary>
    public ClaimSet ClaimSet { get; init; } = ClaimSet.Sandbox;

    /// <summary>Resources, separated by ';', that the API client may only read; 'descriptors' means all descriptors.</summary>
    public string Forbid { get; init; } = "";

    /// <summary>Resources, separated by ';', that the claim set has no claim for, not even to read; 'descriptors' means all.</summary>
    public string NoClaim { get; init; } = "";

    /// <summary>Descriptors, school years and education agency that exist at the start.</summary>
    public Prerequisites Prerequisites { get; init; } = Prerequisites.Full;

    /// <summary>
    /// True where the local education agency 255901 exists at the start; null for as the prerequisites say, where it exists if all of them
    /// do.
    /// </summary>
    public bool? WithAgency { get; init; }

    /// <summary>Descriptor URIs, separated by ';', that do not exist at the start.</summary>
    public string Missing { get; init; } = "";

    /// <summary>School years, separated by ';', that do not exist at the start.</summary>
    public string MissingSchoolYears { get; init; } = "";

    /// <summary>Resources, separated by ';', whose filtered queries find nothing although the list holds it.</summary>
    public string BlindQueries { get; init; } = "";

    /// <summary>Query fields that are honoured, ignored or misread.</summary>
    public QueryMapping QueryMapping { get; init; } = QueryMapping.Faithful;

    /// <summary>State of the metadata that the server serves about its resources.</summary>
    public MetadataState Metadata { get; init; } = MetadataState.Served;

    /// <summary>
    /// A file with the OpenAPI document of the resources that the server has, plain or gzip; empty for the built-in ones.
    /// </summary>
    public string Openapi { get; init; } = "";

    /// <summary>
    /// A file with the OpenAPI document of its descriptors, plain or gzip; empty for those that the resources name.
    /// </summary>
    public string OpenapiDescriptors { get; init; } = "";

    /// <summary>
    /// A file with the order in which its resources can be filled, as /metadata/dependencies serves it; empty to work it out.
    /// </summary>
    public string Dependencies { get; init; } = "";

    /// <summary>Required properties that the served metadata name; all are enforced.</summary>
    public ServedRequired ServedRequired { get; init; } = ServedRequired.All;

    /// <summary>
    /// Values of references that the server takes under another name than its metadata say, as resource.leaf=name, separated by ';'.
    /// </summary>
    public string WrongLeaf { get; init; } = "";

    /// <summary>The share of batches that end as the victim of a deadlock, 0 to 1.</summary>
    public double DeadlockRate { get; init; }

    /// <summary>Time for which a deadlock lasts before its victim gets its 500, in milliseconds.</summary>
    public double DeadlockWaitMs { get; init; } = 1000;

    /// <summary>True where batches lock the documents they write, wait for one another and can deadlock.</summary>
    public bool DocumentLocks { get; init; }

    /// <summary>True where the operations before a failed one stay although the answer says that they were rolled back.</summary>
    public bool BreakAtomicity { get; init; }

    /// <summary>Kind of damage to the answers to batches, at the rate of <see cref="DamageRate"/>.</summary>
    public AnswerDamage Damage { get; init; } = AnswerDamage.Truncated;

    /// <summary>The share of answers to batches that are spoilt as <see cref="Damage"/> says, 0 to 1.</summary>
    public double DamageRate { get; init; }

    /// <summary>True where answers are compressed for clients that accept gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>Stops when standard input ends.</summary>
    public bool ExitWithStdin { get; init; }

    /// <summary>The clock of tokens, rate limits and modification dates.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Addresses and key, and never the secret.</summary>
    public override string ToString() => $"{Urls} as {Key}";
}
