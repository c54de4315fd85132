namespace EdFi.BatchPerf.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Rank">
/// Order in which columns are left out where the window has no room, the highest first; <see cref="Kept"/> and below never. Above
/// <see cref="BeforeNames"/> it goes before the first column is shortened.
/// </param>
internal sealed record TextColumn(string Header, int Rank = TextColumn.Kept)
{
    public const int Kept = 0;
    public const int BeforeNames = 4;
}
