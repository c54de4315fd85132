namespace EdFi.BatchPerf.Settings;

/// <summary>A value as it was written, and where; <see cref="ToString"/> shows where only, since the value may be a secret.</summary>
/// <param name="Text">Value as it was written.</param>
/// <param name="Origin">Place where it was written, as text: <c>CLIENT_COUNT in .env, line 3</c>.</param>
public sealed record SettingValue(string Text, string Origin)
{
    /// <inheritdoc/>
    public override string ToString() => Origin;
}
