namespace EdFi.BatchPerf;

/// <summary>
/// An option, or another way to do something, as texts below the hosts name it. <see cref="ToString"/> spells it as the host that runs
/// does: <c>BatchTripleCount</c> is <c>-BatchTripleCount</c> in PowerShell and <c>--batchTripleCount</c> in the console.
/// </summary>
/// <param name="Name">The key: the cmdlet parameter's name, or one that the hosts' own tables hold.</param>
internal readonly record struct OptionKey(string Name)
{
    /// <summary>As the host spells it.</summary>
    public override string ToString() => HostWords.Find(Name) ?? Name;

    /// <summary>A part of a text that only a host with this option shows; empty in others.</summary>
    /// <param name="text">Makes the part of the option's spelling.</param>
    public string IfOffered(Func<string, string> text) => HostWords.Find(Name) is { } spelled ? text(spelled) : "";
}
