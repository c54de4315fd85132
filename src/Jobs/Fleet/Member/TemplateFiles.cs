using EdFi.BatchPerf.Documents.Templates;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>Templates on their way to machines: every file by name and content.</summary>
internal static class TemplateFiles
{
    /// <summary>Reads the files of paths and folders; names that two of them share are told apart by a number.</summary>
    /// <exception cref="BatchPerfException">Those of the catalogue that loads the same paths.</exception>
    public static IReadOnlyList<CarriedTemplate> Read(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(TemplateReader.Files).Distinct(StringComparer.Ordinal).ToList();
        return [.. files.Select((path, index) => new CarriedTemplate(Name(path, index), File.ReadAllBytes(path)))];
    }

    /// <summary>In their order, since what a folder holds is read in the order of names.</summary>
    private static string Name(string path, int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{index:0000}-{Path.GetFileName(path)}");
}
