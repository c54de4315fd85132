using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Documentation;

public sealed class ColumnsPageTests
{
    [Fact]
    public void The_page_of_columns_is_what_the_table_of_metrics_says()
    {
        var page = Path.Combine(Room.Root, "docs", "columns.md");
        var made = Path.Combine(AppContext.BaseDirectory, "columns.md");
        File.WriteAllText(made, ColumnsPage.Text());

        Assert.True(
            File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == ColumnsPage.Text(),
            $"docs/columns.md is out of date: copy {made} there.");
    }
}
