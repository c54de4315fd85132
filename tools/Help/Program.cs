using EdFi.BatchPerf.Help;
using EdFi.BatchPerf.Help.Pages;

// What operators ask and look up; the other pages are for maintainers, or lists that Get-Help cannot show well.
string[] topics =
[
    "atomicity",
    "batching",
    "capacity",
    "columns",
    "comparison",
    "contention",
    "gates",
    "leftovers",
    "numbers",
    "report",
    "server-cost",
    "sizes",
    "templates",
];

if (args is not [var pagesFolder, var outputFolder] || !Directory.Exists(pagesFolder))
{
    Console.Error.WriteLine("edfi-batchperf-help PAGES-FOLDER OUTPUT-FOLDER: makes what Get-Help shows out of a folder's pages, and "
        + "of those in the folder above.");
    return 2;
}

try
{
    var pages = Directory.GetFiles(pagesFolder, "*.md").Order(StringComparer.Ordinal).Select(PageReader.Read).ToList();
    foreach (var file in pages.GroupBy(static page => page.HelpFile, StringComparer.Ordinal))
    {
        MamlWriter.Write(file, Path.Combine(outputFolder, file.Key));
        Console.WriteLine($"{file.Key}: {file.Count()} pages");
    }

    foreach (var topic in topics)
    {
        TopicWriter.Write(Path.Combine(pagesFolder, "..", $"{topic}.md"), $"about_EdFi.BatchPerf.{topic}", outputFolder);
    }

    return 0;
}
catch (PageException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
