using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>Runs and headers to start from.</summary>
internal static class Journals
{
    public static readonly RunId Id = new(0xFEED_FACE_CAFE_BEEF);

    public static ScenarioOptions Options(bool oneByOne = false) => new() { TripleCount = 2, PoolSize = 16, Seed = 4, OneByOne = oneByOne };

    /// <summary>Three clients and a hundred turns.</summary>
    public static RunPlan Plan(string scenario = "students", bool oneByOne = false) => new()
    {
        Scenarios = [new ScenarioShare(new ScenarioFactory(new ScenarioCatalog()).Create([scenario], Options(oneByOne))[0])],
        TestType = oneByOne ? TestType.Volume : TestType.BatchVolume,
        DeleteResources = oneByOne,
        ClientCount = 3,
        SpawnRate = 1_000_000,
        BatchCount = 100,
        Seed = 4,
    };

    /// <summary>Rewrites a journal into the form before ids were kept, of a run that was killed: without its end.</summary>
    public static void ForgetIds(string path)
    {
        uint chain = 0;
        using var file = new MemoryStream();
        foreach (var line in File.ReadAllLines(path).Select(static l => l[..^JournalLine.MarkLength]).Where(static l => l[..2] is not ("i " or "e ")))
        {
            file.Write(JournalLine.Write(line.Replace("\"journal\":3,", "\"journal\":2,", StringComparison.Ordinal), ref chain));
        }

        File.WriteAllBytes(path, file.ToArray());
    }

    public static JournalHeader Header(RunPlan? plan = null, Uri? server = null) =>
        JournalHeader.Of(Id, server ?? new Uri("http://user:secret@h/dms/"), plan ?? Plan(), Options((plan ?? Plan()).TestType == TestType.Volume), []);
}
