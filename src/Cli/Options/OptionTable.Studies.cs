using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>Jobs of many runs, and tests of atomicity.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> StudyOptions =>
    [
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
            OwnSettings.FailureLimit,
            null,
            Studies,
            "share",
            "With --measureBatchSize: share of failed batches above which a size is never recommended. Default: 1%."),
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
        new(
            OwnSettings.Confidence,
            null,
            Studies,
            "share",
            "With --findCapacity: confidence required that the reported load holds and that the next one breaks, like 99% or 0.99. "
                + "Default: 95%."),
        new(OwnSettings.DrainTime, null, Studies, "time", "With --findCapacity: pause between runs. Default: 2s."),
        new(OwnSettings.StudyRepeat, null, Studies, "n", "The former name of --repeat for these."),

    ];

    private static IReadOnlyList<OptionSpec> AtomicityOptions =>
    [
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

    ];
}
