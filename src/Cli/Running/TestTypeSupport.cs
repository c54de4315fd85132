using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Refuses a test type that the engine cannot run yet, rather than to send something else under its name.</summary>
internal static class TestTypeSupport
{
    /// <exception cref="BatchPerfException"><see cref="TestTypeName.ErrorId"/>.</exception>
    public static void Check(TestType type)
    {
        if (type == TestType.Volume)
        {
            throw new BatchPerfException(
                TestTypeName.ErrorId,
                ProblemKind.InvalidInput,
                "The test type VOLUME cannot be run by this version.",
                "Give BATCH_VOLUME; VOLUME (the same triples through the single-resource endpoints) is to follow.");
        }
    }
}
