using EdFi.BatchPerf.Help;
using EdFi.BatchPerf.Help.Pages;

if (args is not [var pagesFolder, var outputFolder] || !Directory.Exists(pagesFolder))
{
    Console.Error.WriteLine("edfi-batchperf-help PAGES-FOLDER OUTPUT-FOLDER: makes the help file for Get-Help out of a folder's pages.");
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

    return 0;
}
catch (PageException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
