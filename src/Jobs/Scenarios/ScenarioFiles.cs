using System.Text;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The templates of a folder: one file a scenario, one of shared fixtures, one of the mix.</summary>
/// <param name="folder">The folder; it is created where it is missing.</param>
internal sealed class ScenarioFiles(string folder)
{
    /// <summary>The file of shared fixtures; no resource's name begins in this way.</summary>
    public const string FixturesName = "_fixtures.json";

    /// <summary>The file of the mix.</summary>
    public const string MixName = "_mix.json";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The file of a resource's scenario.</summary>
    public string PathOf(string segment) => Path.Combine(folder, segment + ".json");

    /// <summary>The resources of which the folder has a template already.</summary>
    public IReadOnlyList<string> Present() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Select(static f => Path.GetFileNameWithoutExtension(f)!)]
        : [];

    /// <summary>Refuses to replace files that are there.</summary>
    /// <exception cref="BatchPerfException">ScenarioFileExists.</exception>
    public void RequireNew(IEnumerable<string> segments)
    {
        var there = segments.Select(PathOf).Append(Path.Combine(folder, FixturesName)).Append(Path.Combine(folder, MixName))
            .Where(File.Exists)
            .ToList();
        if (there.Count > 0)
        {
            throw new BatchPerfException(
                "ScenarioFileExists",
                ProblemKind.InvalidInput,
                there.Count == 1 ? $"{there[0]} is there already." : $"{there.Count} of the files are there already, such as {there[0]}.",
                $"Name another folder, or replace them with {new OptionKey("Force")}.");
        }
    }

    /// <summary>Writes one file, whole or not at all.</summary>
    /// <exception cref="BatchPerfException">OutputDirectoryNotWritable, OutputNotWritable.</exception>
    public void Write(string name, string text)
    {
        OutputDirectory.Check(folder);
        OutputFile.Write(
            Path.Combine(folder, name),
            FileAudience.Umask,
            stream => stream.Write(Encoding.UTF8.GetBytes(text)),
            FileClaim.NotWritableId);
    }

    /// <summary>Writes the file of fixtures; none where there is nothing to write.</summary>
    public void WriteFixtures(IReadOnlyList<MadeDocument> fixtures)
    {
        if (fixtures.Count > 0)
        {
            Write(FixturesName, TemplateWriter.Fixtures(fixtures));
        }
    }
}
