using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>One option of a study or of a test of atomicity: a row of <see cref="JobOptionTable"/>.</summary>
internal sealed class JobOption : OptionRow
{
    private readonly object _usual;
    private readonly PropertyInfo _property;

    /// <summary>Makes the row of an option that no other job has.</summary>
    /// <param name="key">The cmdlet parameter's name.</param>
    /// <param name="type">Type of the value, with its range.</param>
    /// <param name="usual">The job's request with all defaults.</param>
    /// <param name="property">The property of the request that the value goes to.</param>
    public JobOption(string key, OptionType type, object usual, string property)
        : base(key, type)
    {
        _usual = usual;
        _property = usual.GetType().GetProperty(property)
            ?? throw new ArgumentException($"{usual.GetType().Name} has no property {property}.", nameof(property));
    }

    /// <summary>Makes the row of a run option that has another default, range or meaning in the job.</summary>
    /// <param name="option">The run option, which gives names and help.</param>
    /// <param name="type">Type of the value, with the job's range.</param>
    /// <param name="usual">The job's request with all defaults.</param>
    /// <param name="property">The property of the request that the value goes to.</param>
    [SetsRequiredMembers]
    public JobOption(RunOption option, OptionType type, object usual, string property)
        : this(option.Key, type, usual, property)
    {
        Name = option.Name;
        Letter = option.Letter;
        Variable = option.Variable;
        Help = option.Help;
        IsRunOption = true;
    }

    /// <summary>True for a run option: the console lists it among those.</summary>
    public bool IsRunOption { get; }

    /// <summary>The default: the request's own; null for none.</summary>
    public object? Default => _property.GetValue(_usual);

    /// <inheritdoc/>
    protected override object? ShownDefault => Default;

    /// <summary>Puts a value into a request that is being made.</summary>
    public void Put(object request, object value) => _property.SetValue(request, value);
}
