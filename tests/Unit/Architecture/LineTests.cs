namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Files and lines that a person can take in.</summary>
public sealed class LineTests
{
    private const int Widest = 140;
    private const int WidestText = 200; // a line with a text that cannot be broken
    private const int Longest = 300;

    public static TheoryData<string> Folders { get; } = ["src", "tools"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_is_wider_than_a_window_but_for_texts_that_cannot_be_broken(string folder)
    {
        var wide = Sources(folder).SelectMany(static file => File.ReadLines(file)
            .Select((line, i) => (Place: $"{Path.GetRelativePath(Room.Root, file)}({i + 1})", Line: line))
            .Where(static l => l.Line.Length > (HoldsWholeText(l.Line) ? WidestText : Widest)))
            .Select(static l => l.Place);

        Assert.Empty(wide);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_longer_than_a_few_screens(string folder) =>
        Assert.Empty(Sources(folder).Where(static file => File.ReadLines(file).Count() > Longest).Select(static file => Path.GetRelativePath(Room.Root, file)));

    private static bool HoldsWholeText(string line) =>
        line.Contains("\"\"\"", StringComparison.Ordinal) || line.Contains("@\"", StringComparison.Ordinal);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Room.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));
}
