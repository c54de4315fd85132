using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Templates;

/// <summary>The example that has templates of every kind: fixtures, scenarios with keys of every form, a mix.</summary>
internal static class Roster
{
    private static readonly string Folder = Path.Combine(Room.Root, "examples", "roster");

    /// <summary>Its files by name.</summary>
    public static IReadOnlyList<(string Name, string Json)> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(static path => (Path.GetFileName(path), File.ReadAllText(path)))];

    /// <summary>Copies them to a folder.</summary>
    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, json) in Files)
        {
            File.WriteAllText(Path.Combine(folder, name), json);
        }

        return folder;
    }
}
